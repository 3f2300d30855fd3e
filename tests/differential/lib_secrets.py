import secrets

print(len(secrets.token_bytes()), len(secrets.token_hex(5)), len(secrets.token_urlsafe(16)))
print(secrets.token_hex(4) != secrets.token_hex(4), 0 <= secrets.randbelow(7) < 7, secrets.randbits(10) < 1024)
print(secrets.choice([3]), secrets.compare_digest("abc", "abc"), secrets.compare_digest(b"abc", b"abd"))
for call in [lambda: secrets.randbelow(0), lambda: secrets.compare_digest("a", b"a"), lambda: secrets.choice([])]:
    try:
        print(call())
    except (ValueError, TypeError, IndexError) as error:
        print(type(error).__name__, error)
