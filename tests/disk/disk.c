/* A disk that can be watched and that can fail, for the tests in tests/disk.rs. Loaded before the C
 * library, it sees every call by which a program changes files below one folder: it writes each down
 * with its bytes, and from a chosen call on it refuses them, tears the first, or ends the process. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

/* What a call needs of the disk: what a full one lacks, and what a right that was taken away forbids. */
enum { RUIMTE = 1, NAAM = 2, INHOUD = 4 };

static pthread_mutex_t slot = PTHREAD_MUTEX_INITIALIZER;
static FILE *spoor;
static const char *map;
static size_t map_lang;
static long stap, geteld;
static int fout, dood, kort;

#define ECHT(naam) ((__typeof__(&naam))dlsym(RTLD_NEXT, #naam))

__attribute__((constructor)) static void begin(void) {
    map = getenv("SCHIJF_MAP");
    const char *s = getenv("SCHIJF_STAP"), *f = getenv("SCHIJF_FOUT"), *p = getenv("SCHIJF_SPOOR");
    if (!map || !p) {
        map = NULL;
        return;
    }
    map_lang = strlen(map);
    stap = s ? atol(s) : 0;
    kort = getenv("SCHIJF_KORT") != NULL;
    if (f && !strcmp(f, "ENOSPC")) fout = ENOSPC;
    if (f && !strcmp(f, "EACCES")) fout = EACCES;
    if (f && !strcmp(f, "EROFS")) fout = EROFS;
    if (f && !strcmp(f, "EIO")) fout = EIO;
    if (f && !strcmp(f, "KILL")) dood = 1;
    spoor = fopen(p, "ae");
}

/* With SCHIJF_DRAAD every thread lives so many milliseconds longer than its work, and the end of the process
 * writes down how many were left. */
static int langer;
static _Atomic int levend;

struct werk {
    void *(*wat)(void *);
    void *met;
};

static void *laat(void *alles) {
    struct werk w = *(struct werk *)alles;
    free(alles);
    void *uit = w.wat(w.met);
    usleep((useconds_t)langer * 1000);
    levend--;
    return uit;
}

int pthread_create(pthread_t *wie, const pthread_attr_t *hoe, void *(*wat)(void *), void *met) {
    const char *s = getenv("SCHIJF_DRAAD");
    struct werk *w = s ? malloc(sizeof *w) : NULL;
    if (!w) return ECHT(pthread_create)(wie, hoe, wat, met);
    langer = atoi(s);
    *w = (struct werk){wat, met};
    levend++;
    int uit = ECHT(pthread_create)(wie, hoe, laat, w);
    if (uit) {
        levend--;
        free(w);
    }
    return uit;
}

__attribute__((destructor)) static void eind(void) {
    if (langer && spoor) fprintf(spoor, "X %d\n", levend);
}

/* The path below the folder of a name; NULL for what is elsewhere. */
static const char *onder(int dirfd, const char *naam, char *vol) {
    char via[64];
    ssize_t n;
    if (!map) return NULL;
    if (naam[0] == '/') {
        snprintf(vol, PATH_MAX, "%s", naam);
    } else {
        char kaal[PATH_MAX];
        if (dirfd == AT_FDCWD) snprintf(via, sizeof via, "/proc/self/cwd");
        else snprintf(via, sizeof via, "/proc/self/fd/%d", dirfd);
        n = readlink(via, kaal, sizeof kaal - 1);
        if (n < 0) return NULL;
        kaal[n] = 0;
        if (strlen(kaal) + strlen(naam) + 2 > PATH_MAX) return NULL;
        stpcpy(stpcpy(stpcpy(vol, kaal), "/"), naam);
    }
    if (strncmp(vol, map, map_lang)) return NULL;
    if (vol[map_lang] == 0) return ".";
    return vol[map_lang] == '/' ? vol + map_lang + 1 : NULL;
}

static const char *van_fd(int fd, char *vol) {
    char via[64];
    ssize_t n;
    if (!map || fd < 0) return NULL;
    snprintf(via, sizeof via, "/proc/self/fd/%d", fd);
    n = readlink(via, vol, PATH_MAX - 1);
    if (n < 0) return NULL;
    vol[n] = 0;
    return onder(AT_FDCWD, vol, vol + PATH_MAX);
}

/* Whether the next call of this kind is refused; ends the process where that was asked. */
static int geweigerd(int wat) {
    int telt = fout == ENOSPC ? wat & RUIMTE : fout == EACCES ? wat & NAAM : 1;
    if (!telt || !stap || (!fout && !dood)) return 0;
    geteld++;
    if (geteld < stap) return 0;
    fputs("F\n", spoor);
    fflush(spoor);
    if (dood) kill(getpid(), SIGKILL);
    return 1;
}

static void noteer_bytes(const char *soort, const char *pad, long long plek, const void *bytes, size_t n) {
    const unsigned char *b = bytes;
    fprintf(spoor, "%s %s %lld ", soort, pad, plek);
    for (size_t i = 0; i < n; i++) fprintf(spoor, "%02x", b[i]);
    fputc('\n', spoor);
    fflush(spoor);
}

static void noteer(const char *soort, const char *een, const char *twee) {
    fprintf(spoor, "%s %s %s\n", soort, een, twee);
    fflush(spoor);
}

#define PADEN char vol[2 * PATH_MAX], vol2[2 * PATH_MAX]; (void)vol2
#define WEIGER(uitkomst) do { errno = fout; pthread_mutex_unlock(&slot); return uitkomst; } while (0)
#define KLAAR(uitkomst) do { int e = errno; pthread_mutex_unlock(&slot); errno = e; return uitkomst; } while (0)

static int openen(int dirfd, const char *naam, int vlaggen, mode_t recht) {
    PADEN;
    __typeof__(&openat64) echt = ECHT(openat64);
    const char *pad = onder(dirfd, naam, vol);
    struct stat st;
    if (!pad || (vlaggen & (O_ACCMODE | O_CREAT | O_TRUNC)) == O_RDONLY) return echt(dirfd, naam, vlaggen, recht);
    pthread_mutex_lock(&slot);
    int nieuw = (vlaggen & O_CREAT) && stat(vol, &st) != 0;
    if (geweigerd(NAAM | (nieuw ? RUIMTE : 0))) WEIGER(-1);
    int fd = echt(dirfd, naam, vlaggen, recht);
    if (fd >= 0 && nieuw) noteer("C", pad, "-");
    if (fd >= 0 && !nieuw && (vlaggen & O_TRUNC)) noteer("T", pad, "0");
    KLAAR(fd);
}

#define RECHT mode_t recht = 0; if (vlaggen & (O_CREAT | O_TMPFILE)) { va_list l; va_start(l, vlaggen); recht = va_arg(l, mode_t); va_end(l); }
int open(const char *naam, int vlaggen, ...) { RECHT return openen(AT_FDCWD, naam, vlaggen, recht); }
int open64(const char *naam, int vlaggen, ...) { RECHT return openen(AT_FDCWD, naam, vlaggen, recht); }
int openat(int d, const char *naam, int vlaggen, ...) { RECHT return openen(d, naam, vlaggen, recht); }
int openat64(int d, const char *naam, int vlaggen, ...) { RECHT return openen(d, naam, vlaggen, recht); }

/* Where a write without a place lands. */
static off64_t plek_van(int fd) {
    int vlaggen = fcntl(fd, F_GETFL);
    return lseek64(fd, 0, vlaggen & O_APPEND ? SEEK_END : SEEK_CUR);
}

static ssize_t schrijven(int fd, const void *bytes, size_t n, off64_t plek) {
    PADEN;
    __typeof__(&pwrite64) met_plek = ECHT(pwrite64);
    __typeof__(&write) zonder = ECHT(write);
    if (spoor && fd == 1) {
        pthread_mutex_lock(&slot);
        noteer_bytes("B", "-", 0, bytes, n);
        pthread_mutex_unlock(&slot);
    }
    const char *pad = van_fd(fd, vol);
    if (!pad) return plek < 0 ? zonder(fd, bytes, n) : met_plek(fd, bytes, n, plek);
    pthread_mutex_lock(&slot);
    off64_t waar = plek < 0 ? plek_van(fd) : plek;
    if (geweigerd(RUIMTE | INHOUD)) {
        /* A torn write: half of it arrives, and the caller hears so. */
        if (!kort || geteld > stap || n < 2) WEIGER(-1);
        n /= 2;
    }
    ssize_t uit = plek < 0 ? zonder(fd, bytes, n) : met_plek(fd, bytes, n, plek);
    if (uit > 0) noteer_bytes("W", pad, waar, bytes, uit);
    KLAAR(uit);
}

ssize_t write(int fd, const void *bytes, size_t n) { return schrijven(fd, bytes, n, -1); }
ssize_t pwrite(int fd, const void *bytes, size_t n, off_t plek) { return schrijven(fd, bytes, n, plek); }
ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t plek) { return schrijven(fd, bytes, n, plek); }

/* One piece at a time is a lawful answer. */
ssize_t writev(int fd, const struct iovec *delen, int n) {
    PADEN;
    if (!van_fd(fd, vol) && fd != 1) return ECHT(writev)(fd, delen, n);
    for (int i = 0; i < n; i++)
        if (delen[i].iov_len) return schrijven(fd, delen[i].iov_base, delen[i].iov_len, -1);
    return 0;
}

/* Copies inside the kernel would pass unseen; without these a program reads and writes. */
ssize_t copy_file_range(int a, off64_t *b, int c, off64_t *d, size_t e, unsigned f) {
    if (!map) return ECHT(copy_file_range)(a, b, c, d, e, f);
    errno = ENOSYS;
    return -1;
}
ssize_t sendfile64(int a, int b, off64_t *c, size_t d);
ssize_t sendfile(int a, int b, off_t *c, size_t d) { (void)a, (void)b, (void)c, (void)d; errno = ENOSYS; return -1; }
ssize_t sendfile64(int a, int b, off64_t *c, size_t d) { (void)a, (void)b, (void)c, (void)d; errno = ENOSYS; return -1; }

static int afkappen(int fd, off64_t lang) {
    PADEN;
    char getal[32];
    __typeof__(&ftruncate64) echt = ECHT(ftruncate64);
    const char *pad = van_fd(fd, vol);
    if (!pad) return echt(fd, lang);
    pthread_mutex_lock(&slot);
    if (geweigerd(INHOUD)) WEIGER(-1);
    int uit = echt(fd, lang);
    snprintf(getal, sizeof getal, "%lld", (long long)lang);
    if (!uit) noteer("T", pad, getal);
    KLAAR(uit);
}
int ftruncate(int fd, off_t lang) { return afkappen(fd, lang); }
int ftruncate64(int fd, off64_t lang) { return afkappen(fd, lang); }

static int vastleggen(int fd, int (*echt)(int)) {
    PADEN;
    const char *pad = van_fd(fd, vol);
    if (!pad) return echt(fd);
    pthread_mutex_lock(&slot);
    if (geweigerd(RUIMTE | INHOUD)) WEIGER(-1);
    /* The bytes are in the trace; waiting for the real disk would prove nothing. */
    noteer("S", pad, "-");
    KLAAR(0);
}
int fsync(int fd) { return vastleggen(fd, ECHT(fsync)); }
int fdatasync(int fd) { return vastleggen(fd, ECHT(fdatasync)); }

#define OP_NAAM(soort, wat, dirfd, naam, aanroep) \
    PADEN; \
    const char *pad = onder(dirfd, naam, vol); \
    if (!pad) return aanroep; \
    pthread_mutex_lock(&slot); \
    if (geweigerd(wat)) WEIGER(-1); \
    int uit = aanroep; \
    if (!uit) noteer(soort, pad, "-"); \
    KLAAR(uit)
int unlink(const char *naam) { OP_NAAM("U", NAAM, AT_FDCWD, naam, ECHT(unlink)(naam)); }
int rmdir(const char *naam) { OP_NAAM("U", NAAM, AT_FDCWD, naam, ECHT(rmdir)(naam)); }
int unlinkat(int d, const char *naam, int v) { OP_NAAM("U", NAAM, d, naam, ECHT(unlinkat)(d, naam, v)); }
int mkdir(const char *naam, mode_t r) { OP_NAAM("M", NAAM | RUIMTE, AT_FDCWD, naam, ECHT(mkdir)(naam, r)); }

#define OP_TWEE(soort, a, b, aanroep) \
    PADEN; \
    const char *van = onder(AT_FDCWD, a, vol), *naar = onder(AT_FDCWD, b, vol2); \
    if (!van || !naar) return aanroep; \
    pthread_mutex_lock(&slot); \
    if (geweigerd(NAAM | RUIMTE)) WEIGER(-1); \
    int uit = aanroep; \
    if (!uit) noteer(soort, van, naar); \
    KLAAR(uit)
int rename(const char *a, const char *b) { OP_TWEE("R", a, b, ECHT(rename)(a, b)); }
int link(const char *a, const char *b) { OP_TWEE("L", a, b, ECHT(link)(a, b)); }
int linkat(int da, const char *a, int db, const char *b, int v) { OP_TWEE("L", a, b, ECHT(linkat)(da, a, db, b, v)); }
