"""Times a pipeline and writes the metrics snapshot that metrics-gate-maven-plugin reads.

    from metrics_snapshot import Snapshot

    with Snapshot("target/metrics-snapshot.json") as snapshot:
        with snapshot.phase("Load", total=len(files)) as phase:
            for file in files:
                with phase.item():
                    load(file)

One file for Python 3.8 and later on Linux, macOS and Windows, without dependencies: copy it beside your pipeline.
Apache License 2.0, https://github.com/metricsgate/metrics-gate-maven-plugin

What is measured. An item whose block ends normally is processed, and its time is one latency; one whose block raises
an Exception has failed, and its time is left out. Percentiles are of all processed items, by nearest rank: a value
that was measured, never an interpolated one. Times are milliseconds, from a monotonic clock. What was not measured is
null: the percentiles of a phase without items, the duration and throughput of a phase that did not complete. An item
takes 8 bytes until its phase ends, and some 40 for the moment in which they are sorted.

What is sampled. A background thread samples this process, without its children, every `sample_interval` seconds, and
once at the end: `cpu_percent` (of one core, so 8 busy cores are 800) since the sample before, `rss_mb` (in 1,000,000
bytes) and the machine's `memory_percent`. It reads /proc, else it asks psutil if that is installed. Where neither
works, as on macOS and Windows without psutil, there are no samples: nothing is estimated, and the pipeline does not
fail.

What is written. When the `with` block of the Snapshot ends, the file appears, whole or not at all. The snapshot of an
earlier run is removed at the start, so that it cannot be taken for this run's if the process is killed. If the block
ends by an exception, the snapshot says that the run was aborted, and the exception goes on; so does
KeyboardInterrupt, and sys.exit() with anything but success. The text of an exception is written too, up to 1,000
characters of it.

Threads. Phases may run side by side, and the items of a phase in any thread. Those that end after their phase are not
counted, and a warning of the phase says how many there were.

Processes. A snapshot belongs to the process that entered it. A forked child never writes it, and measuring an item
there raises a RuntimeError, as the measurement would be lost: let workers return the seconds that an item took, and
call `phase.measured(seconds)` where the results arrive. `sample_interval=None` starts no thread, for those who fork
and want none; there are no samples then.
"""

import array
import json
import math
import operator
import os
import re
import secrets
import sys
import threading
import time
from datetime import datetime, timezone

__all__ = ["Phase", "Snapshot"]

_LONGEST_TEXT = 1000
_INTEGER_KEY = re.compile(r"-?(0|[1-9][0-9]{0,17})")

# Over a shorter time the processor time says nothing: Windows counts it in steps of 16 ms.
_SHORTEST_SAMPLE_NS = 50_000_000 if os.name == "nt" else 1_000_000


class Snapshot:
    """One run of a pipeline, written to `path` when its `with` block ends. Parent directories are made.

    worker_budget: how many workers the pipeline may use at once; by default the processors that it may run on.
    sample_interval: seconds between two samples of the process; None for no samples.
    run: what identifies the run, as {"id": ..., "commit": ..., "branch": ..., "url": ..., "environment": {...}}.
    """

    def __init__(self, path, *, worker_budget=None, sample_interval=1.0, run=None):
        if sample_interval is not None and not 0 < sample_interval < math.inf:
            raise ValueError(f"sample_interval is {sample_interval!r}: it must be a number of seconds over 0, or None")
        budget = float(_processors() if worker_budget is None else worker_budget)
        if not 0 <= budget < math.inf:
            raise ValueError(f"worker_budget is {worker_budget!r}: it must be finite and not negative")
        json.dumps(run, allow_nan=False)  # Fails now rather than when the pipeline has run.
        self.path = os.fspath(path)
        self._sampler = _Sampler(sample_interval, budget)
        self._run = run
        self._lock = threading.Lock()
        self._phases = {}
        self._abort = None
        self._cut_short_by = None
        self._process = None

    def __enter__(self):
        if self._process is not None:
            raise RuntimeError("a Snapshot is of one run: make a new one for the next")
        self._process = os.getpid()
        os.makedirs(os.path.dirname(os.path.abspath(self.path)), exist_ok=True)
        try:
            os.remove(self.path)
        except FileNotFoundError:
            pass
        self._sampler.start()
        return self

    def __exit__(self, kind, exception, traceback):
        if not self._is_here():
            return False
        self._sampler.stop()
        if exception is None or (_is_success(exception) and self._cut_short_by is not exception):
            self._write()
            return False
        self.aborted(_description(exception))
        try:
            self._write()
        except Exception as error:  # What stopped the pipeline matters more, and goes on.
            print(f"metrics_snapshot: cannot write {self.path}: {error}", file=sys.stderr)
        return False

    def phase(self, name, *, total=None, key=None):
        """A phase of the run, which begins and ends with its own `with` block.

        name: what thresholds and reports call it.
        total: how many items it has, if that is known before.
        key: what the phase is filed under; by default its number, from 0.
        """
        if total is not None and operator.index(total) < 0:
            raise ValueError(f"total is {total}: it must not be negative")
        with self._lock:
            number = len(self._phases)
            if key is None:
                while str(number) in self._phases:
                    number += 1
                key = str(number)
            else:
                key = _text(key)
                if key in self._phases:
                    raise ValueError(f"there is a phase with the key {key!r} already")
                number = int(key) if _INTEGER_KEY.fullmatch(key) else number
            phase = Phase(self, number, _text(name), None if total is None else operator.index(total))
            self._phases[key] = phase
        return phase

    def aborted(self, reason):
        """Says that the run was aborted, for a pipeline that handles its exceptions itself. The first reason stays."""
        with self._lock:
            if self._abort is None:
                self._abort = (_text(reason), _now())

    def _is_here(self):
        return self._process == os.getpid()

    def _check_process(self):
        if self._process is None:
            raise RuntimeError("enter the Snapshot first: with Snapshot(...) as snapshot:")
        if not self._is_here():
            raise RuntimeError(
                f"the snapshot belongs to process {self._process}, and this is process {os.getpid()}:"
                " return the seconds that an item took and call phase.measured(seconds) there"
            )

    def _document(self):
        with self._lock:
            phases = dict(self._phases)
            reason, aborted_at = self._abort or (None, None)
        document = {
            "timestamp": _now(),
            "latency_unit": "ms",
            "phase_metrics": {key: phase._document() for key, phase in phases.items()},
            "resource_usage": self._sampler.samples,
            "abort_status": {"is_aborted": reason is not None, "reason": reason, "timestamp": aborted_at},
            "phase_status": {key: phase._status for key, phase in phases.items()},
        }
        if self._run is not None:
            document["run"] = self._run
        return document

    def _write(self):
        _write_whole(self.path, json.dumps(self._document(), ensure_ascii=False, allow_nan=False, indent=1) + "\n")


class Phase:
    """One stage of the pipeline. Made by Snapshot.phase(), begins and ends with its `with` block."""

    def __init__(self, snapshot, number, name, total):
        self._snapshot = snapshot
        self._number = number
        self._name = name
        self._total = total
        self._lock = threading.Lock()
        self._latencies = array.array("d")
        self._statistics = None
        self._failed = 0
        self._late = 0
        self._warnings = []
        self._errors = []
        self._status = "pending"
        self._began = None
        self._duration_ms = None

    def __enter__(self):
        self._snapshot._check_process()
        if self._status != "pending":
            raise RuntimeError(f"phase {self._name!r} has begun already: make a new one with snapshot.phase()")
        self._status = "running"
        self._began = time.perf_counter_ns()
        return self

    def __exit__(self, kind, exception, traceback):
        ended = time.perf_counter_ns()
        if not self._snapshot._is_here():
            return False
        with self._lock:
            if exception is None:
                self._duration_ms = (ended - self._began) / 1e6
                self._status = "completed"
            else:
                self._errors.append(_description(exception))
                self._status = "failed"
                self._snapshot._cut_short_by = exception
            self._statistics = _Statistics(self._latencies)
            self._latencies = None
        return False

    def item(self):
        """Times one item: `with phase.item(): ...`. An item that fails without an exception says so itself:
        `with phase.item() as item: ... item.failed()`."""
        return _Item(self)

    def measured(self, seconds):
        """Counts an item as processed that was timed elsewhere, as in another process."""
        seconds = float(seconds)
        if not 0 <= seconds < math.inf:
            raise ValueError(f"an item took {seconds} seconds: it must be finite and not negative")
        self._snapshot._check_process()
        self._add(seconds * 1e3)

    def failed(self):
        """Counts an item as failed that was handled elsewhere."""
        self._snapshot._check_process()
        self._add(None)

    def warning(self, text):
        """Adds a warning to the phase."""
        with self._lock:
            self._warnings.append(_text(text))

    def error(self, text):
        """Adds an error to the phase, which may go on."""
        with self._lock:
            self._errors.append(_text(text))

    def _add(self, milliseconds):
        with self._lock:
            if self._status == "pending":
                raise RuntimeError(f"phase {self._name!r} has not begun: with snapshot.phase(...) as phase:")
            if self._latencies is None:
                self._late += 1
            elif milliseconds is None:
                self._failed += 1
            else:
                self._latencies.append(milliseconds)

    def _document(self):
        with self._lock:
            statistics = self._statistics or _Statistics(self._latencies)
            handled = statistics.count + self._failed
            warnings = list(self._warnings)
            total = self._total
            if total is None and self._status == "completed":
                total = handled
            elif total is not None and total < handled:
                warnings.append(f"{total} items were expected, and there were {handled}")
                total = handled
            if self._late:
                warnings.append(f"{self._late} items ended after the phase and are not counted")
            throughput = None
            if self._duration_ms and handled:
                throughput = float(f"{statistics.count / self._duration_ms * 1e3:.9g}")
            return {
                "phase_id": self._number,
                "name": self._name,
                "duration_ms": self._duration_ms,
                "items_processed": statistics.count,
                "items_failed": self._failed,
                "items_total": total,
                "progress": self._progress(handled, total),
                "throughput": throughput,
                "warnings": warnings,
                "errors": list(self._errors),
                "resource_snapshots": [],
                "latency_histogram": statistics.histogram,
                "anomalies": [],
            }

    def _progress(self, handled, total):
        if self._status == "completed" and not total:
            return 1.0
        return handled / total if total else None


class _Item:
    """One item of a phase, timed by its `with` block."""

    __slots__ = ("_phase", "_began", "_has_failed")

    def __init__(self, phase):
        self._phase = phase
        self._has_failed = False

    def __enter__(self):
        self._phase._snapshot._check_process()
        self._began = time.perf_counter_ns()
        return self

    def __exit__(self, kind, exception, traceback):
        ended = time.perf_counter_ns()
        if not self._phase._snapshot._is_here():
            return False
        if exception is None and not self._has_failed:
            self._phase._add((ended - self._began) / 1e6)
        elif exception is None or isinstance(exception, Exception):
            self._phase._add(None)
        # Interrupted or cancelled: neither processed nor failed.
        return False

    def failed(self):
        """The item counts as failed, though its block ends normally."""
        self._has_failed = True


class _Statistics:
    """What a phase says of the latencies of its items, in milliseconds."""

    def __init__(self, latencies):
        ordered = sorted(latencies)
        self.count = len(ordered)
        self.histogram = dict.fromkeys(("min", "mean", "p50", "p95", "p99", "max"))
        if ordered:
            least, most = ordered[0], ordered[-1]
            mean = min(max(math.fsum(ordered) / len(ordered), least), most)
            self.histogram.update(min=least, mean=mean, max=most)
            for percent in (50, 95, 99):
                rank = -(-percent * len(ordered) // 100)
                self.histogram[f"p{percent}"] = ordered[rank - 1]
            for name, value in self.histogram.items():
                # Seconds times 1000 have digits that nobody measured; rounding keeps the order.
                self.histogram[name] = round(value, 9)


class _Sampler:
    """Samples this process from a thread of its own. Whatever goes wrong costs samples, and nothing else."""

    def __init__(self, interval, worker_budget):
        self.samples = []
        self._interval = interval
        self._worker_budget = worker_budget
        self._ended = threading.Event()
        self._thread = None
        self._last = None

    def start(self):
        if self._interval is None:
            return
        self._last = (time.perf_counter_ns(), time.process_time_ns())
        thread = threading.Thread(target=self._run, name="metrics-snapshot", daemon=True)
        try:
            thread.start()
        except RuntimeError:  # No more threads: the sample at the end is left.
            return
        self._thread = thread

    def stop(self):
        if self._interval is None:
            return
        self._ended.set()
        if self._thread is not None:
            self._thread.join()
        self._sample()

    def _run(self):
        while not self._ended.wait(self._interval):
            self._sample()

    def _sample(self):
        try:
            now = (time.perf_counter_ns(), time.process_time_ns())
            elapsed = now[0] - self._last[0]
            if elapsed < _SHORTEST_SAMPLE_NS:
                return
            rss_bytes, memory_percent = _memory()
            sample = {
                "timestamp": _now(),
                "cpu_percent": round(100 * (now[1] - self._last[1]) / elapsed, 3),
                "memory_percent": round(memory_percent, 3),
                "rss_mb": round(rss_bytes / 1e6, 6),
                "worker_budget": self._worker_budget,
            }
        except Exception:
            return
        self._last = now
        self.samples.append(sample)


def _memory():
    """The bytes of memory that this process holds, and how much of the machine's memory is used, in percent."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:
            resident = int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        sizes = {}
        with open("/proc/meminfo", encoding="ascii") as meminfo:
            for line in meminfo:
                name, _, size = line.partition(":")
                sizes[name] = size
        total, available = (int(sizes[name].split()[0]) for name in ("MemTotal", "MemAvailable"))
        return resident, 100 * (total - available) / total
    except (OSError, KeyError, ValueError):
        import psutil

        return psutil.Process().memory_info().rss, psutil.virtual_memory().percent


def _processors():
    try:
        return len(os.sched_getaffinity(0))
    except (AttributeError, OSError):
        return os.cpu_count() or 1


def _is_success(exception):
    return isinstance(exception, SystemExit) and exception.code in (None, 0)


def _description(exception):
    kind = type(exception).__name__
    try:
        text = str(exception)
    except Exception:
        text = ""
    return _text(f"{kind}: {text}" if text else kind)[:_LONGEST_TEXT]


def _text(value):
    """Text as UTF-8 can carry it: half of a surrogate pair, as in the name of a file that is no UTF-8, becomes '?'."""
    return str(value).encode("utf-8", "replace").decode("utf-8")


def _now():
    return datetime.now(timezone.utc).isoformat(timespec="microseconds")


def _write_whole(path, text):
    directory, name = os.path.split(os.path.abspath(path))
    staged = os.path.join(directory, f".{name}.{secrets.token_hex(8)}.tmp")
    file = open(staged, "xb")
    try:
        with file:
            file.write(text.encode("utf-8", "replace"))
            file.flush()
            os.fsync(file.fileno())
        os.replace(staged, path)
    except BaseException:
        try:
            os.remove(staged)
        except OSError:
            pass
        raise
    _flush_directory(directory)


def _flush_directory(directory):
    """So that the name is on the disk too. Where that cannot be done, as on Windows, the file is whole all the same."""
    try:
        handle = os.open(directory, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
