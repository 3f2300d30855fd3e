"""Sockets in tests: there are none. Written for cowith."""
HOST = "localhost"
HOSTv4 = "127.0.0.1"
HOSTv6 = "::1"
