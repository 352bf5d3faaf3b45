import http.server


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"status": "ok"}')


import os

if os.fork():
    os._exit(0)
os.setsid()
if os.fork():
    os._exit(0)
http.server.ThreadingHTTPServer(("", 8000), Handler).serve_forever()
