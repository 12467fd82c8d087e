"""The published schema documents as another validator reads them: each alone, and without a network."""

import json
import sys
import tempfile
import time
import unittest
from pathlib import Path

try:
    from jsonschema import Draft202012Validator
except ImportError:
    Draft202012Validator = None

ROOT = Path(__file__).resolve().parents[3]
SCHEMAS = ROOT / "src/main/resources/io/github/metricsgate/schema"
GOLDEN = ROOT / "src/test/resources/golden"
sys.path.insert(0, str(ROOT / "src/main/python"))

from metrics_snapshot import Snapshot  # noqa: E402


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


@unittest.skipIf(Draft202012Validator is None, "jsonschema is not installed")
class SchemaDocumentsTest(unittest.TestCase):
    @staticmethod
    def validator(name):
        schema = read(SCHEMAS / f"{name}.schema.json")
        Draft202012Validator.check_schema(schema)
        return Draft202012Validator(schema)

    def golden(self):
        sets = sorted(path for path in GOLDEN.iterdir() if path.is_dir())
        self.assertGreater(len(sets), 5)
        return sets

    def assert_accepted(self, validator, documents):
        documents = list(documents)
        self.assertTrue(documents)
        for document in documents:
            self.assertEqual([e.json_path + ": " + e.message for e in validator.iter_errors(document)], [])

    def test_every_document_is_a_schema(self):
        names = [path.name[: -len(".schema.json")] for path in sorted(SCHEMAS.iterdir())]
        self.assertGreaterEqual(len(names), 5)
        for name in names:
            self.validator(name)

    def test_every_golden_document_is_accepted(self):
        sets = self.golden()
        self.assert_accepted(self.validator("snapshot"), (read(s / "snapshot.json") for s in sets))
        for name in ("phase_metrics", "latency_histograms"):
            self.assert_accepted(self.validator(name), (read(s / f"expected/{name}.json") for s in sets))
        self.assert_accepted(
            self.validator("resource_usage"), (x for s in sets for x in lines(s / "expected/resource_usage.jsonl"))
        )

    def test_every_golden_report_is_accepted(self):
        # The reactor's summary has a shape of its own.
        reports = sorted(path for path in (ROOT / "src/test/resources/reports").glob("*/verification.json")
                         if path.parent.name != "reactor")
        self.assertGreater(len(reports), 2)
        self.assert_accepted(self.validator("verification"), map(read, reports))

    def test_what_lies_deepest_is_held_too(self):
        snapshot = read(self.golden()[0] / "snapshot.json")
        phase = next(iter(snapshot["phase_metrics"].values()))
        phase["latency_histogram"]["p99"] = -1
        phase["phase_id"] = "0"
        sample = snapshot["resource_usage"][0]
        sample["timestamp"] = "yesterday"
        del sample["rss_mb"]
        latencies = {"0": {**phase, "throughput": "fast"}}
        for name, document, places in (
            ("snapshot", snapshot, ["latency_histogram.p99", "phase_id", "resource_usage[0]", "timestamp"]),
            ("phase_metrics", snapshot["phase_metrics"], ["latency_histogram.p99", "phase_id"]),
            ("latency_histograms", latencies, ["latency_histogram.p99", "throughput"]),
            ("resource_usage", sample, ["$", "timestamp"]),
        ):
            found = sorted(e.json_path for e in self.validator(name).iter_errors(document))
            self.assertEqual(len(found), len(places), found)
            for place in places:
                self.assertTrue(any(path.endswith(place) for path in found), (place, found))

    def test_what_metrics_snapshot_writes_is_accepted(self):
        with tempfile.TemporaryDirectory() as directory:
            documents = []

            def run(body, **options):
                path = Path(directory, "snapshot.json")
                try:
                    with Snapshot(path, **options) as snapshot:
                        body(snapshot)
                except ValueError:
                    pass
                documents.append(read(path))

            def load(snapshot):
                with snapshot.phase("Load", total=3) as phase:
                    for _ in range(3):
                        with phase.item():
                            time.sleep(0.01)
                with snapshot.phase("Timed alone"):
                    pass

            def fail(snapshot):
                with snapshot.phase("Load", total=3) as phase:
                    phase.failed()
                    raise ValueError("no such table")

            def fail_early(snapshot):
                with snapshot.phase("Load"):
                    raise ValueError("no such table")

            run(load, sample_interval=0.01, run={"commit": "c0ffee"})
            run(load, sample_interval=None)
            run(fail)
            run(fail_early)
            run(lambda snapshot: snapshot.phase("Never began", total=1))
        self.assertEqual(len(documents), 5)
        self.assert_accepted(self.validator("snapshot"), documents)


if __name__ == "__main__":
    unittest.main()
