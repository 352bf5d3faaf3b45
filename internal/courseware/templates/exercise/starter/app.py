"""A small web service: GET / answers with JSON."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ANSWER = {"message": "hello"}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        body = json.dumps(ANSWER).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    ThreadingHTTPServer(("0.0.0.0", 8000), Handler).serve_forever()
