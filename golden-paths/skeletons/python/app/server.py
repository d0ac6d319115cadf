from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from json import dumps

NAME = "skeleton-service"


def answer(path: str) -> tuple[int, dict[str, str]]:
    if path == "/health":
        return 200, {"status": "UP"}
    if path == "/":
        return 200, {"service": NAME}
    return 404, {"message": f"There is nothing at {path}"}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, content = answer(self.path.split("?")[0])
        body = dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def make_server(port: int) -> ThreadingHTTPServer:
    return ThreadingHTTPServer(("", port), Handler)
