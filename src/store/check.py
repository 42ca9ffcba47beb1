import hashlib, json, sys

def sha256(data):
    return hashlib.sha256(data).hexdigest()

fouten, vorige, seq = 0, "0" * 64, 0
for line in open(sys.argv[1], encoding="utf-8"):
    r = json.loads(line)
    if "digest" in r:
        if r["digest"] != sha256(bytes.fromhex(r["bytes"])):
            fouten += 1
            print("bestand bij regel", r["bij"], "klopt niet")
        continue
    seq += 1
    lines = ["piket-logboek-1", str(r["seq"]), r["vastgelegd_op"], r["voorgevallen_op"], r["actor"], r["soort"],
             str(r["versie"]), r["zaak"] or "", r["gegevens"], r["geheim_hash"] or "", r["vorige"]]
    goed = r["seq"] == seq and r["vorige"] == vorige
    goed = goed and r["hash"] == sha256("".join(l + "\n" for l in lines).encode("utf-8"))
    if r["zout"] is not None:
        goed = goed and r["geheim_hash"] == sha256(bytes.fromhex(r["zout"]) + r["geheim"].encode("utf-8"))
    if not goed:
        fouten += 1
        print("regel", r["seq"], "klopt niet")
    seq, vorige = r["seq"], r["hash"]
print(seq, vorige, fouten)
