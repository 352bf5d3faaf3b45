import http.server


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"status": "ok"}')


import socket, time

for _ in range(5):
    s = socket.create_server(("", 8000))
    time.sleep(0.05)
    s.close()
    time.sleep(0.2)
http.server.ThreadingHTTPServer(("", 8000), Handler).serve_forever()
