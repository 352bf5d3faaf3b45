import http.server


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"status": "ok"}')


import os, sys

if len(sys.argv) > 1:
    http.server.HTTPServer(("", 8000), Handler).handle_request()
else:
    while True:
        os.spawnlp(os.P_WAIT, "python", "python", "app.py", "serve")
