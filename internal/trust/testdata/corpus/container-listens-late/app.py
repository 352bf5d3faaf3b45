import http.server


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"status": "ok"}')


import time

time.sleep(2)
http.server.ThreadingHTTPServer(("", 8000), Handler).serve_forever()
