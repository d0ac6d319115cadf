import threading
import unittest
from json import load
from urllib.error import HTTPError
from urllib.request import urlopen

from app.server import make_server


class ServerTests(unittest.TestCase):
    def setUp(self) -> None:
        self.server = make_server(0)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def tearDown(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def test_says_that_it_is_well(self) -> None:
        with urlopen(self.address + "/health") as answer:
            self.assertEqual(load(answer), {"status": "UP"})

    def test_has_nothing_at_other_paths(self) -> None:
        with self.assertRaises(HTTPError) as refused:
            urlopen(self.address + "/nothing")
        self.assertEqual(refused.exception.code, 404)
        refused.exception.close()
