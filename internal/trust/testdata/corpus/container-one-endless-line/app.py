import http.server


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"status": "ok"}')


import threading


def talk():
    while True:
        print("y" * 5000, end="")


threading.Thread(target=talk, daemon=True).start()
http.server.ThreadingHTTPServer(("", 8000), Handler).serve_forever()
