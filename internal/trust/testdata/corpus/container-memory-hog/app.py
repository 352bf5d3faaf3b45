kept = []
while True:
    kept.append(b"x" * (32 << 20))
