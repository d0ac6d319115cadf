import os
import signal
import sys

from app.server import make_server

server = make_server(int(os.environ.get("PORT", "8080")))
# Kubernetes says so before it ends the process; nothing else would end the first process of a container.
signal.signal(signal.SIGTERM, lambda *_: sys.exit())
print(f"Listening on port {server.server_port}", flush=True)
server.serve_forever()
