import os

from app.server import make_server

server = make_server(int(os.environ.get("PORT", "8080")))
print(f"Listening on port {server.server_port}", flush=True)
server.serve_forever()
