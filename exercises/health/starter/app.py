"""A small web service: two paths, both answer with JSON."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOST = "0.0.0.0"  # every network interface, so that requests from outside arrive
PORT = 8000

ANSWERS = {
    "/": {"message": "hello from llm app"},
    "/health": {"status": "ok"},
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        answer = ANSWERS.get(self.path)
        if answer is None:
            self.reply(404, {"error": "no such path"})
        else:
            self.reply(200, answer)

    def reply(self, status, answer):
        body = (json.dumps(answer) + "\n").encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    server = ThreadingHTTPServer((HOST, PORT), Handler)
    print(f"listening on {HOST}:{PORT}", flush=True)
    server.serve_forever()
