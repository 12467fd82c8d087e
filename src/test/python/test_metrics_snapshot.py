"""python3 -m unittest discover -s src/test/python"""

import contextlib
import io
import json
import math
import os
import pickle
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parents[3]
MODULE = ROOT / "src/main/python"
sys.path.insert(0, str(MODULE))

import metrics_snapshot  # noqa: E402
from metrics_snapshot import Snapshot  # noqa: E402

NOW = "2026-01-02T03:04:05.000006+00:00"
NOTHING_MEASURED = {"min": None, "mean": None, "p50": None, "p95": None, "p99": None, "max": None}


class Clock:
    """A monotonic clock that moves when it is told to."""

    def __init__(self):
        self.nanoseconds = 10**15

    def __call__(self):
        return self.nanoseconds

    def pass_ms(self, milliseconds):
        self.nanoseconds += round(milliseconds * 1e6)


class SnapshotTest(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = Path(directory.name)
        self.path = self.directory / "target" / "metrics-snapshot.json"

    def snapshot(self, **options):
        return Snapshot(self.path, **{"sample_interval": None, "worker_budget": 4, **options})

    def written(self):
        with open(self.path, encoding="utf-8") as file:
            return json.load(file, parse_constant=self.fail)

    def phase(self, key="0"):
        return self.written()["phase_metrics"][key]

    def beside_the_snapshot(self):
        return sorted(os.listdir(self.path.parent))


class WhatIsWrittenTest(SnapshotTest):
    def test_a_whole_run_is_this_document(self):
        clock = Clock()
        with mock.patch("metrics_snapshot.time.perf_counter_ns", clock), mock.patch(
            "metrics_snapshot._now", lambda: NOW
        ):
            with self.snapshot(run={"commit": "c0ffee"}) as snapshot:
                with snapshot.phase("Load", total=5) as phase:
                    for milliseconds in (3, 1, 2):
                        with phase.item():
                            clock.pass_ms(milliseconds)
                    with self.assertRaises(KeyError), phase.item():
                        clock.pass_ms(1000)
                        raise KeyError("x")
                    phase.measured(0.0123)
                    clock.pass_ms(994)
                    phase.warning("slow disk")
                with snapshot.phase("Score") as phase:
                    clock.pass_ms(0.25)
                    phase.error("no model")
                with snapshot.phase("Empty", total=0):
                    pass

        self.assertEqual(
            self.written(),
            {
                "timestamp": NOW,
                "latency_unit": "ms",
                "phase_metrics": {
                    "0": {
                        "phase_id": 0,
                        "name": "Load",
                        "duration_ms": 2000.0,
                        "items_processed": 4,
                        "items_failed": 1,
                        "items_total": 5,
                        "progress": 1.0,
                        "throughput": 2.0,
                        "warnings": ["slow disk"],
                        "errors": [],
                        "resource_snapshots": [],
                        "latency_histogram": {
                            "min": 1.0,
                            "mean": 4.575,
                            "p50": 2.0,
                            "p95": 12.3,
                            "p99": 12.3,
                            "max": 12.3,
                        },
                        "anomalies": [],
                    },
                    "1": {
                        "phase_id": 1,
                        "name": "Score",
                        "duration_ms": 0.25,
                        "items_processed": 0,
                        "items_failed": 0,
                        "items_total": 0,
                        "progress": 1.0,
                        "throughput": None,
                        "warnings": [],
                        "errors": ["no model"],
                        "resource_snapshots": [],
                        "latency_histogram": NOTHING_MEASURED,
                        "anomalies": [],
                    },
                    "2": {
                        "phase_id": 2,
                        "name": "Empty",
                        "duration_ms": 0.0,
                        "items_processed": 0,
                        "items_failed": 0,
                        "items_total": 0,
                        "progress": 1.0,
                        "throughput": None,
                        "warnings": [],
                        "errors": [],
                        "resource_snapshots": [],
                        "latency_histogram": NOTHING_MEASURED,
                        "anomalies": [],
                    },
                },
                "resource_usage": [],
                "abort_status": {"is_aborted": False, "reason": None, "timestamp": None},
                "phase_status": {"0": "completed", "1": "completed", "2": "completed"},
                "run": {"commit": "c0ffee"},
            },
        )

    def test_every_percentile_is_the_nearest_rank_of_what_was_measured(self):
        seed = 20261123
        print(f"percentiles: seed {seed}")
        numbers = random.Random(seed)
        seen = 0
        for count in [1, 2, 3, 19, 20, 21, 99, 100, 101, 199, 200, 201] + [numbers.randint(1, 150) for _ in range(50)]:
            with self.snapshot() as snapshot, snapshot.phase("P") as phase:
                values = [numbers.randint(0, 500) for _ in range(count)]
                for value in values:
                    phase.measured(value / 1000)
            histogram = self.phase()["latency_histogram"]
            for percent in (50, 95, 99):
                # The least value that at least so many percent of all values do not exceed.
                rank = min(v for v in values if 100 * sum(w <= v for w in values) >= percent * count)
                self.assertEqual(histogram[f"p{percent}"], rank, f"p{percent} of {values}")
                seen += 1
            self.assertEqual((histogram["min"], histogram["max"]), (min(values), max(values)))
            self.assertAlmostEqual(histogram["mean"], math.fsum(values) / count)
        self.assertEqual(seen, 3 * 62)

    def test_equal_values_have_one_mean_and_one_percentile(self):
        with self.snapshot() as snapshot, snapshot.phase("P") as phase:
            for _ in range(3):
                phase.measured(0.1)

        self.assertEqual(set(self.phase()["latency_histogram"].values()), {100.0})

    def test_an_item_may_fail_without_an_exception_or_elsewhere(self):
        with self.snapshot() as snapshot, snapshot.phase("P", total=4) as phase:
            with phase.item() as item:
                item.failed()
            phase.failed()
            with phase.item():
                pass

        phase = self.phase()
        self.assertEqual((phase["items_processed"], phase["items_failed"], phase["items_total"]), (1, 2, 4))
        self.assertEqual(phase["progress"], 0.75)

    def test_an_interrupted_item_is_neither_processed_nor_failed(self):
        with self.assertRaises(KeyboardInterrupt):
            with self.snapshot() as snapshot, snapshot.phase("P", total=4) as phase, phase.item():
                raise KeyboardInterrupt

        phase = self.phase()
        self.assertEqual((phase["items_processed"], phase["items_failed"], phase["items_total"]), (0, 0, 4))

    def test_more_items_than_were_expected_are_all_counted_and_warned_of(self):
        with self.snapshot() as snapshot, snapshot.phase("P", total=1) as phase:
            phase.measured(1)
            phase.failed()

        phase = self.phase()
        self.assertEqual((phase["items_total"], phase["progress"]), (2, 1.0))
        self.assertEqual(phase["warnings"], ["1 items were expected, and there were 2"])

    def test_phases_have_keys_of_their_own_if_wanted(self):
        with self.snapshot() as snapshot:
            for key in ("load", "2", None, "7", "\udc80"):
                with snapshot.phase("P", key=key):
                    pass
            with self.assertRaisesRegex(ValueError, "there is a phase with the key 'load' already"):
                snapshot.phase("Q", key="load")
            with self.assertRaisesRegex(ValueError, "there is a phase with the key '\\?' already"):
                snapshot.phase("Q", key="\udc81")

        phases = self.written()["phase_metrics"]
        self.assertEqual({k: p["phase_id"] for k, p in phases.items()}, {"load": 0, "2": 2, "3": 3, "7": 7, "?": 4})

    def test_texts_that_are_no_unicode_are_written_as_unicode(self):
        with self.snapshot(run={"id": "\udcff"}) as snapshot, snapshot.phase("\ud83d caf\u00e9 \U0001f600") as phase:
            phase.warning(b"\xff".decode("utf-8", "surrogateescape"))

        self.assertEqual(self.phase()["name"], "? caf\u00e9 \U0001f600")
        self.assertEqual(self.phase()["warnings"], ["?"])
        self.assertEqual(self.written()["run"], {"id": "?"})

    def test_timestamps_have_a_zone(self):
        with self.snapshot():
            pass

        self.assertRegex(self.written()["timestamp"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$")


class MistakesTest(SnapshotTest):
    def test_what_no_snapshot_may_hold_is_refused_where_it_is_said(self):
        with self.snapshot() as snapshot, snapshot.phase("P") as phase:
            for seconds in (-1e-9, math.nan, math.inf):
                with self.assertRaisesRegex(ValueError, "it must be finite and not negative"):
                    phase.measured(seconds)
            with self.assertRaisesRegex(ValueError, "total is -1: it must not be negative"):
                snapshot.phase("Q", total=-1)
            with self.assertRaises(TypeError):
                snapshot.phase("Q", total=1.5)
        for options in (
            {"worker_budget": -1},
            {"worker_budget": math.nan},
            {"sample_interval": 0},
            {"run": {"id": math.nan}},
        ):
            with self.assertRaises(ValueError, msg=options):
                self.snapshot(**options)

        self.assertEqual(self.phase()["items_processed"], 0)

    def test_blocks_are_entered_once_and_in_order(self):
        snapshot = self.snapshot()
        with self.assertRaisesRegex(RuntimeError, "enter the Snapshot first"):
            snapshot.phase("P").__enter__()
        with snapshot:
            phase = snapshot.phase("Q")
            with self.assertRaisesRegex(RuntimeError, "phase 'Q' has not begun"):
                phase.measured(1)
            with phase:
                pass
            with self.assertRaisesRegex(RuntimeError, "phase 'Q' has begun already"):
                phase.__enter__()
        with self.assertRaisesRegex(RuntimeError, "a Snapshot is of one run"):
            snapshot.__enter__()

        self.assertEqual(self.written()["phase_status"], {"0": "pending", "1": "completed"})

    def test_a_directory_in_the_snapshots_place_is_told_before_the_pipeline_runs(self):
        self.path.mkdir(parents=True)

        with self.assertRaises(OSError), self.snapshot():
            self.fail("the pipeline ran")


class AbortTest(SnapshotTest):
    def test_an_exception_is_written_and_goes_on(self):
        failure = ValueError("no such table")
        with mock.patch("metrics_snapshot._now", lambda: NOW):
            with self.assertRaises(ValueError) as raised:
                with self.snapshot() as snapshot:
                    with snapshot.phase("Load", total=2) as phase:
                        phase.measured(1)
                        phase.measured(2)
                    later = snapshot.phase("Report")
                    with snapshot.phase("Score", total=4) as phase:
                        phase.measured(0.007)
                        raise failure
                    later.__enter__()

        self.assertIs(raised.exception, failure)
        document = self.written()
        self.assertEqual(
            document["abort_status"],
            {"is_aborted": True, "reason": "ValueError: no such table", "timestamp": NOW},
        )
        self.assertEqual(document["phase_status"], {"0": "completed", "1": "pending", "2": "failed"})
        score = document["phase_metrics"]["2"]
        self.assertEqual(score["errors"], ["ValueError: no such table"])
        self.assertEqual((score["duration_ms"], score["throughput"]), (None, None))
        self.assertEqual((score["items_processed"], score["items_total"], score["progress"]), (1, 4, 0.25))
        self.assertEqual(score["latency_histogram"]["p99"], 7.0)

    def test_a_phase_that_failed_is_no_abort_if_the_pipeline_goes_on(self):
        with self.snapshot() as snapshot:
            with contextlib.suppress(ValueError), snapshot.phase("Load") as phase:
                phase.failed()
                raise ValueError
            with snapshot.phase("Score"):
                pass

        document = self.written()
        self.assertFalse(document["abort_status"]["is_aborted"])
        self.assertEqual(document["phase_status"], {"0": "failed", "1": "completed"})
        # How many there would have been, nobody knows.
        self.assertIsNone(document["phase_metrics"]["0"]["items_total"])
        self.assertIsNone(document["phase_metrics"]["0"]["progress"])
        self.assertEqual(document["phase_metrics"]["0"]["errors"], ["ValueError"])

    def test_leaving_early_is_an_abort_and_leaving_with_success_at_the_end_is_none(self):
        seen = 0
        for code, in_phase, reason in (
            (0, False, None),
            (None, False, None),
            (1, False, "SystemExit: 1"),
            ("bad arguments", False, "SystemExit: bad arguments"),
            (0, True, "SystemExit: 0"),
        ):
            with self.assertRaises(SystemExit), self.snapshot() as snapshot:
                if in_phase:
                    with snapshot.phase("P"):
                        sys.exit(code)
                sys.exit(code)
            self.assertEqual(self.written()["abort_status"]["reason"], reason)
            self.assertEqual(self.written()["abort_status"]["is_aborted"], reason is not None)
            seen += 1
        self.assertEqual(seen, 5)

    def test_a_pipeline_that_handles_its_exceptions_says_so_itself(self):
        with self.snapshot() as snapshot:
            snapshot.aborted("out of quota")
            snapshot.aborted("and then some")

        self.assertEqual(self.written()["abort_status"]["reason"], "out of quota")

    def test_reasons_are_short_and_come_from_any_exception(self):
        class Unprintable(Exception):
            def __str__(self):
                raise RuntimeError

        for exception, reason in ((Unprintable(), "Unprintable"), (OSError("x" * 5000), "OSError: " + "x" * 991)):
            with self.assertRaises(type(exception)), self.snapshot():
                raise exception
            self.assertEqual(self.written()["abort_status"]["reason"], reason)

    def test_a_phase_that_has_not_ended_is_running(self):
        with self.snapshot() as snapshot:
            phase = snapshot.phase("P", total=2).__enter__()
            phase.measured(0.5)

        self.assertEqual(self.written()["phase_status"], {"0": "running"})
        self.assertIsNone(self.phase()["duration_ms"])
        self.assertEqual(self.phase()["latency_histogram"]["p50"], 500.0)
        self.assertEqual(self.phase()["progress"], 0.5)


class WholeOrNotAtAllTest(SnapshotTest):
    def test_nothing_lies_there_before_the_end_not_even_an_earlier_runs(self):
        self.path.parent.mkdir(parents=True)
        self.path.write_text("an earlier run's")
        with self.snapshot():
            self.assertEqual(self.beside_the_snapshot(), [])

        self.assertEqual(self.beside_the_snapshot(), ["metrics-snapshot.json"])

    def test_a_disk_that_fails_leaves_nothing_and_is_told(self):
        for step in ("fsync", "replace"):
            with mock.patch(f"metrics_snapshot.os.{step}", side_effect=OSError(28, "No space left on device")):
                with self.assertRaisesRegex(OSError, "No space left on device"), self.snapshot():
                    pass
            self.assertEqual(self.beside_the_snapshot(), [])

    def test_a_disk_that_fails_does_not_hide_what_stopped_the_pipeline(self):
        stderr = io.StringIO()
        with mock.patch("metrics_snapshot.os.replace", side_effect=OSError(28, "No space left on device")):
            with contextlib.redirect_stderr(stderr), self.assertRaisesRegex(ValueError, "the cause"), self.snapshot():
                raise ValueError("the cause")

        self.assertEqual(
            stderr.getvalue(), f"metrics_snapshot: cannot write {self.path}: [Errno 28] No space left on device\n"
        )

    def test_what_lies_there_under_the_name_of_the_staged_file_stays(self):
        self.path.parent.mkdir(parents=True)
        other = self.path.parent / ".metrics-snapshot.json.0.tmp"
        other.write_text("another's")
        with mock.patch("metrics_snapshot.secrets.token_hex", return_value="0"):
            with self.assertRaises(FileExistsError), self.snapshot():
                pass

        self.assertEqual(other.read_text(), "another's")

    def test_it_is_flushed_before_it_takes_its_place(self):
        steps = []
        fsync, replace = os.fsync, os.replace
        with mock.patch("metrics_snapshot.os.fsync", lambda f: steps.append("fsync") or fsync(f)), mock.patch(
            "metrics_snapshot.os.replace", lambda a, b: steps.append("replace") or replace(a, b)
        ):
            with self.snapshot():
                pass

        self.assertEqual(steps[:2], ["fsync", "replace"])

    @unittest.skipUnless(os.name == "posix", "modes are POSIX's")
    def test_others_may_read_it_as_far_as_the_umask_lets_them(self):
        before = os.umask(0o027)
        try:
            with self.snapshot():
                pass
        finally:
            os.umask(before)

        self.assertEqual(os.stat(self.path).st_mode & 0o777, 0o640)

    def test_a_path_without_a_directory_is_beside_the_pipeline(self):
        before = os.getcwd()
        os.chdir(self.directory)
        try:
            with Snapshot("snapshot.json", sample_interval=None):
                pass
        finally:
            os.chdir(before)

        self.assertTrue((self.directory / "snapshot.json").is_file())

    @unittest.skipUnless(hasattr(signal, "SIGKILL"), "no SIGKILL")
    def test_a_killed_run_leaves_no_snapshot(self):
        self.path.parent.mkdir(parents=True)
        self.path.write_text("an earlier run's")
        code = (
            "import os, sys; from metrics_snapshot import Snapshot\n"
            "with Snapshot(sys.argv[1]) as s, s.phase('P') as p: p.measured(1); os.kill(os.getpid(), 9)"
        )
        process = subprocess.run(
            [sys.executable, "-B", "-c", code, str(self.path)], env={**os.environ, "PYTHONPATH": str(MODULE)}
        )

        self.assertEqual(process.returncode, -signal.SIGKILL)
        self.assertEqual(self.beside_the_snapshot(), [])


class ThreadsAndProcessesTest(SnapshotTest):
    def test_items_of_many_threads_are_all_counted(self):
        with self.snapshot() as snapshot, snapshot.phase("P", total=8 * 2000) as phase:

            def work(worker):
                for i in range(2000):
                    try:
                        with phase.item():
                            if i % 10 == 0:
                                raise ValueError
                    except ValueError:
                        pass

            with ThreadPoolExecutor(8) as workers:
                list(workers.map(work, range(8)))

        self.assertEqual((self.phase()["items_processed"], self.phase()["items_failed"]), (14400, 1600))

    def test_phases_may_run_side_by_side(self):
        with self.snapshot() as snapshot:

            def run(number):
                with snapshot.phase(f"P{number}") as phase:
                    for _ in range(number):
                        phase.measured(1)

            with ThreadPoolExecutor(8) as workers:
                list(workers.map(run, range(50)))

        phases = self.written()["phase_metrics"].values()
        self.assertEqual(len(phases), 50)
        self.assertEqual([p["name"] for p in phases if p["name"] != f"P{p['items_processed']}"], [])

    def test_items_that_end_after_their_phase_are_told_and_not_counted(self):
        with self.snapshot() as snapshot:
            with snapshot.phase("P") as phase:
                late = phase.item().__enter__()
                phase.measured(1)
            late.__exit__(None, None, None)
            phase.failed()

        self.assertEqual((self.phase()["items_processed"], self.phase()["items_failed"]), (1, 0))
        self.assertEqual(self.phase()["warnings"], ["2 items ended after the phase and are not counted"])

    @unittest.skipUnless(hasattr(os, "fork"), "no fork")
    def test_a_forked_child_measures_nothing_and_never_writes(self):
        problem = None
        with self.snapshot() as snapshot, snapshot.phase("P") as phase, phase.item():
            reading, writing = os.pipe()
            child = os.fork()
            if child == 0:
                try:
                    try:
                        phase.measured(1)
                    except RuntimeError as error:
                        os.write(writing, str(error).encode())
                    phase.__exit__(None, None, None)
                    snapshot.__exit__(None, None, None)
                    os._exit(10 + self.path.exists())
                finally:
                    os._exit(1)
            os.close(writing)
            _, status = os.waitpid(child, 0)
            with os.fdopen(reading) as pipe:
                problem = pipe.read()
            parent = os.getpid()

        self.assertEqual(os.WEXITSTATUS(status), 10)
        self.assertEqual(
            problem,
            f"the snapshot belongs to process {parent}, and this is process {child}: return the seconds that an item"
            " took and call phase.measured(seconds) there",
        )
        self.assertEqual(self.phase()["items_processed"], 1)

    def test_a_phase_does_not_go_to_another_process(self):
        with self.snapshot() as snapshot, snapshot.phase("P") as phase:
            with self.assertRaises(TypeError):
                pickle.dumps(phase)

    def test_a_million_items_take_eight_bytes_each(self):
        with self.snapshot() as snapshot, snapshot.phase("P") as phase:
            for _ in range(100_000):
                phase._add(1.0)
            self.assertLess(sys.getsizeof(phase._latencies), 100_000 * 10)


class SamplesTest(SnapshotTest):
    FIELDS = {"timestamp", "cpu_percent", "memory_percent", "rss_mb", "worker_budget"}

    def samples(self):
        samples = self.written()["resource_usage"]
        for sample in samples:
            self.assertEqual(set(sample), self.FIELDS)
        return samples

    def run_for_a_moment(self, interval, **options):
        with self.snapshot(sample_interval=interval, **options):
            total = 0
            for i in range(1_000_000):
                total += i

    @unittest.skipUnless(os.path.exists("/proc/meminfo"), "no /proc")
    def test_a_short_run_has_a_sample_of_what_it_did(self):
        with mock.patch.dict(sys.modules, psutil=None):
            self.run_for_a_moment(3600, worker_budget=2.5)

        (sample,) = self.samples()
        self.assertEqual(sample["worker_budget"], 2.5)
        self.assertTrue(1 < sample["cpu_percent"] < 400, sample)
        self.assertTrue(1 < sample["rss_mb"] < 1000, sample)
        self.assertTrue(0 < sample["memory_percent"] < 100, sample)

    @unittest.skipUnless(os.path.exists("/proc/meminfo"), "no /proc")
    def test_a_longer_run_has_many_in_the_order_of_time(self):
        ended = threading.Event()
        with self.snapshot(sample_interval=0.01):
            ended.wait(0.5)

        samples = self.samples()
        self.assertGreater(len(samples), 5)
        self.assertEqual([s["timestamp"] for s in samples], sorted(s["timestamp"] for s in samples))

    def test_psutil_is_asked_where_there_is_no_proc(self):
        psutil = mock.Mock()
        psutil.Process.return_value.memory_info.return_value.rss = 123_456_789
        psutil.virtual_memory.return_value.percent = 45.6
        with mock.patch.dict(sys.modules, psutil=psutil):
            with mock.patch("metrics_snapshot.open", create=True, side_effect=FileNotFoundError):
                metrics_snapshot_memory = metrics_snapshot._memory()

        self.assertEqual(metrics_snapshot_memory, (123_456_789, 45.6))

    def test_what_cannot_be_sampled_is_left_out(self):
        for patch in (
            mock.patch("metrics_snapshot._memory", side_effect=ImportError("psutil")),
            mock.patch("metrics_snapshot.time.process_time_ns", side_effect=[0, OSError, OSError, OSError]),
        ):
            with patch:
                self.run_for_a_moment(3600)
            self.assertEqual(self.samples(), [])

    def test_a_time_too_short_to_measure_has_no_sample(self):
        with mock.patch("metrics_snapshot._memory", return_value=(5_000_000, 50.0)):
            with mock.patch("metrics_snapshot._SHORTEST_SAMPLE_NS", 10**12):
                self.run_for_a_moment(0.001)

        self.assertEqual(self.samples(), [])

    def test_a_sample_that_is_being_taken_is_waited_for(self):
        in_sample = threading.Event()

        def memory():
            if threading.current_thread() is not threading.main_thread():
                in_sample.set()
                time.sleep(0.1)
            return 5_000_000, 50.0

        with mock.patch("metrics_snapshot._memory", memory), self.snapshot(sample_interval=0.001):
            in_sample.wait()

        self.assertEqual(len(self.samples()), 2)
        self.assertNotIn("metrics-snapshot", [t.name for t in threading.enumerate()])

    def test_without_a_thread_the_sample_at_the_end_is_left(self):
        with mock.patch("metrics_snapshot._memory", return_value=(5_000_000, 50.0)):
            with mock.patch("metrics_snapshot.threading.Thread.start", side_effect=RuntimeError("no more threads")):
                self.run_for_a_moment(0.001)

        self.assertEqual([s["rss_mb"] for s in self.samples()], [5.0])

    def test_the_budget_is_the_processors_unless_said(self):
        with mock.patch("metrics_snapshot._memory", return_value=(5_000_000, 50.0)):
            with mock.patch("metrics_snapshot._processors", return_value=7):
                self.run_for_a_moment(3600, worker_budget=None)

        self.assertEqual([s["worker_budget"] for s in self.samples()], [7.0])
        self.assertGreaterEqual(metrics_snapshot._processors(), 1)


if __name__ == "__main__":
    unittest.main()
