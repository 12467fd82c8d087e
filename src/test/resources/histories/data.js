window.BENCHMARK_DATA = {
  "lastUpdate": 1767261600001,
  "repoUrl": "https://github.com/example/shop",
  "entries": {
    "jmh": [
      {
        "commit": {
          "author": {
            "email": "dev@example.org",
            "name": "Dev",
            "username": "dev"
          },
          "committer": {
            "email": "noreply@github.com",
            "name": "GitHub",
            "username": "web-flow"
          },
          "distinct": true,
          "id": "000000000000000000000000000000000000000a",
          "message": "A change\n\nthat says \"why\"",
          "timestamp": "2026-01-01T10:00:00+01:00",
          "tree_id": "t",
          "url": "https://github.com/example/shop/commit/000000000000000000000000000000000000000a"
        },
        "date": 1767261600000,
        "tool": "jmh",
        "benches": [
          {
            "name": "org.example.B.rate",
            "value": 534.5,
            "unit": "ops/ms",
            "extra": "iterations: 5\nforks: 1\nthreads: 2"
          },
          {
            "name": "org.example.B.time",
            "value": 12.5,
            "unit": "us/op",
            "extra": "iterations: 5\nforks: 1\nthreads: 2"
          },
          {
            "name": "org.example.B.sized ( {\"size\":\"10\",\"kind\":\"a\"} )",
            "value": 2,
            "unit": "ms/op",
            "extra": "iterations: 5\nforks: 1\nthreads: 2"
          }
        ]
      },
      {
        "commit": {
          "author": {
            "email": "dev@example.org",
            "name": "Dev",
            "username": "dev"
          },
          "committer": {
            "email": "noreply@github.com",
            "name": "GitHub",
            "username": "web-flow"
          },
          "distinct": true,
          "id": "000000000000000000000000000000000000000b",
          "message": "A change\n\nthat says \"why\"",
          "timestamp": "2026-01-02T10:00:00+01:00",
          "tree_id": "t",
          "url": "https://github.com/example/shop/commit/000000000000000000000000000000000000000b"
        },
        "date": 1767348000000,
        "tool": "jmh",
        "benches": [
          {
            "name": "org.example.B.rate",
            "value": 534.5,
            "unit": "ops/ms",
            "extra": "iterations: 5\nforks: 1\nthreads: 2"
          },
          {
            "name": "org.example.B.time",
            "value": 12.5,
            "unit": "us/op",
            "extra": "iterations: 5\nforks: 1\nthreads: 2"
          },
          {
            "name": "org.example.B.sized ( {\"size\":\"10\",\"kind\":\"a\"} )",
            "value": 2,
            "unit": "ms/op",
            "extra": "iterations: 5\nforks: 1\nthreads: 2"
          }
        ]
      }
    ],
    "pytest": [
      {
        "commit": {
          "author": {
            "email": "dev@example.org",
            "name": "Dev",
            "username": "dev"
          },
          "committer": {
            "email": "noreply@github.com",
            "name": "GitHub",
            "username": "web-flow"
          },
          "distinct": true,
          "id": "000000000000000000000000000000000000000a",
          "message": "A change\n\nthat says \"why\"",
          "timestamp": "2026-01-01T10:00:00+01:00",
          "tree_id": "t",
          "url": "https://github.com/example/shop/commit/000000000000000000000000000000000000000a"
        },
        "date": 1767261600000,
        "tool": "pytest",
        "benches": [
          {
            "name": "bench.py::test_fib",
            "value": 40.0,
            "range": "stddev: 0.001",
            "unit": "iter/sec",
            "extra": "mean: 25 msec\nrounds: 40"
          }
        ]
      },
      {
        "commit": {
          "author": {
            "email": "dev@example.org",
            "name": "Dev",
            "username": "dev"
          },
          "committer": {
            "email": "noreply@github.com",
            "name": "GitHub",
            "username": "web-flow"
          },
          "distinct": true,
          "id": "000000000000000000000000000000000000000b",
          "message": "A change\n\nthat says \"why\"",
          "timestamp": "2026-01-02T10:00:00+01:00",
          "tree_id": "t",
          "url": "https://github.com/example/shop/commit/000000000000000000000000000000000000000b"
        },
        "date": 1767348000000,
        "tool": "pytest",
        "benches": [
          {
            "name": "bench.py::test_fib",
            "value": 40.0,
            "range": "stddev: 0.001",
            "unit": "iter/sec",
            "extra": "mean: 25 msec\nrounds: 40"
          }
        ]
      }
    ],
    "googlecpp": [
      {
        "commit": {
          "author": {
            "email": "dev@example.org",
            "name": "Dev",
            "username": "dev"
          },
          "committer": {
            "email": "noreply@github.com",
            "name": "GitHub",
            "username": "web-flow"
          },
          "distinct": true,
          "id": "000000000000000000000000000000000000000a",
          "message": "A change\n\nthat says \"why\"",
          "timestamp": "2026-01-01T10:00:00+01:00",
          "tree_id": "t",
          "url": "https://github.com/example/shop/commit/000000000000000000000000000000000000000a"
        },
        "date": 1767261600000,
        "tool": "googlecpp",
        "benches": [
          {
            "name": "BM_sort/8",
            "value": 10,
            "unit": "ns/iter",
            "extra": "iterations: 100\ncpu: 8 ns\nthreads: 1"
          },
          {
            "name": "BM_sort/8",
            "value": 14,
            "unit": "ns/iter",
            "extra": "iterations: 100\ncpu: 10 ns\nthreads: 1"
          },
          {
            "name": "BM_sort/8_mean",
            "value": 12,
            "unit": "ns/iter",
            "extra": "iterations: 2\ncpu: 9 ns\nthreads: 1"
          },
          {
            "name": "BM_sort/8_stddev",
            "value": 2,
            "unit": "ns/iter",
            "extra": "iterations: 2\ncpu: 1 ns\nthreads: 1"
          }
        ]
      },
      {
        "commit": {
          "author": {
            "email": "dev@example.org",
            "name": "Dev",
            "username": "dev"
          },
          "committer": {
            "email": "noreply@github.com",
            "name": "GitHub",
            "username": "web-flow"
          },
          "distinct": true,
          "id": "000000000000000000000000000000000000000b",
          "message": "A change\n\nthat says \"why\"",
          "timestamp": "2026-01-02T10:00:00+01:00",
          "tree_id": "t",
          "url": "https://github.com/example/shop/commit/000000000000000000000000000000000000000b"
        },
        "date": 1767348000000,
        "tool": "googlecpp",
        "benches": [
          {
            "name": "BM_sort/8",
            "value": 10,
            "unit": "ns/iter",
            "extra": "iterations: 100\ncpu: 8 ns\nthreads: 1"
          },
          {
            "name": "BM_sort/8",
            "value": 14,
            "unit": "ns/iter",
            "extra": "iterations: 100\ncpu: 10 ns\nthreads: 1"
          },
          {
            "name": "BM_sort/8_mean",
            "value": 12,
            "unit": "ns/iter",
            "extra": "iterations: 2\ncpu: 9 ns\nthreads: 1"
          },
          {
            "name": "BM_sort/8_stddev",
            "value": 2,
            "unit": "ns/iter",
            "extra": "iterations: 2\ncpu: 1 ns\nthreads: 1"
          }
        ]
      }
    ],
    "cargo": [
      {
        "commit": {
          "author": {
            "email": "dev@example.org",
            "name": "Dev",
            "username": "dev"
          },
          "committer": {
            "email": "noreply@github.com",
            "name": "GitHub",
            "username": "web-flow"
          },
          "distinct": true,
          "id": "000000000000000000000000000000000000000a",
          "message": "A change\n\nthat says \"why\"",
          "timestamp": "2026-01-01T10:00:00+01:00",
          "tree_id": "t",
          "url": "https://github.com/example/shop/commit/000000000000000000000000000000000000000a"
        },
        "date": 1767261600000,
        "tool": "cargo",
        "benches": [
          {
            "name": "bench_fib",
            "value": 37174,
            "range": "± 7527",
            "unit": "ns/iter"
          }
        ]
      },
      {
        "commit": {
          "author": {
            "email": "dev@example.org",
            "name": "Dev",
            "username": "dev"
          },
          "committer": {
            "email": "noreply@github.com",
            "name": "GitHub",
            "username": "web-flow"
          },
          "distinct": true,
          "id": "000000000000000000000000000000000000000b",
          "message": "A change\n\nthat says \"why\"",
          "timestamp": "2026-01-02T10:00:00+01:00",
          "tree_id": "t",
          "url": "https://github.com/example/shop/commit/000000000000000000000000000000000000000b"
        },
        "date": 1767348000000,
        "tool": "cargo",
        "benches": [
          {
            "name": "bench_fib",
            "value": 37174,
            "range": "± 7527",
            "unit": "ns/iter"
          }
        ]
      }
    ],
    "go": [
      {
        "commit": {
          "author": {
            "email": "dev@example.org",
            "name": "Dev",
            "username": "dev"
          },
          "committer": {
            "email": "noreply@github.com",
            "name": "GitHub",
            "username": "web-flow"
          },
          "distinct": true,
          "id": "000000000000000000000000000000000000000a",
          "message": "A change\n\nthat says \"why\"",
          "timestamp": "2026-01-01T10:00:00+01:00",
          "tree_id": "t",
          "url": "https://github.com/example/shop/commit/000000000000000000000000000000000000000a"
        },
        "date": 1767261600000,
        "tool": "go",
        "benches": [
          {
            "name": "BenchmarkFib",
            "value": 41653,
            "unit": "ns/op",
            "extra": "30000 times\n8 procs"
          },
          {
            "name": "BenchmarkFib - B/op",
            "value": 128,
            "unit": "B/op",
            "extra": "30000 times"
          },
          {
            "name": "BenchmarkCopy - MB/s",
            "value": 900.5,
            "unit": "MB/s",
            "extra": "1 times"
          }
        ]
      },
      {
        "commit": {
          "author": {
            "email": "dev@example.org",
            "name": "Dev",
            "username": "dev"
          },
          "committer": {
            "email": "noreply@github.com",
            "name": "GitHub",
            "username": "web-flow"
          },
          "distinct": true,
          "id": "000000000000000000000000000000000000000b",
          "message": "A change\n\nthat says \"why\"",
          "timestamp": "2026-01-02T10:00:00+01:00",
          "tree_id": "t",
          "url": "https://github.com/example/shop/commit/000000000000000000000000000000000000000b"
        },
        "date": 1767348000000,
        "tool": "go",
        "benches": [
          {
            "name": "BenchmarkFib",
            "value": 41653,
            "unit": "ns/op",
            "extra": "30000 times\n8 procs"
          },
          {
            "name": "BenchmarkFib - B/op",
            "value": 128,
            "unit": "B/op",
            "extra": "30000 times"
          },
          {
            "name": "BenchmarkCopy - MB/s",
            "value": 900.5,
            "unit": "MB/s",
            "extra": "1 times"
          }
        ]
      }
    ],
    "benchmarkjs": [
      {
        "commit": {
          "author": {
            "email": "dev@example.org",
            "name": "Dev",
            "username": "dev"
          },
          "committer": {
            "email": "noreply@github.com",
            "name": "GitHub",
            "username": "web-flow"
          },
          "distinct": true,
          "id": "000000000000000000000000000000000000000a",
          "message": "A change\n\nthat says \"why\"",
          "timestamp": "2026-01-01T10:00:00+01:00",
          "tree_id": "t",
          "url": "https://github.com/example/shop/commit/000000000000000000000000000000000000000a"
        },
        "date": 1767261600000,
        "tool": "benchmarkjs",
        "benches": [
          {
            "name": "fib(20)",
            "value": 11465,
            "range": "±1.12%",
            "unit": "ops/sec",
            "extra": "91 samples"
          }
        ]
      },
      {
        "commit": {
          "author": {
            "email": "dev@example.org",
            "name": "Dev",
            "username": "dev"
          },
          "committer": {
            "email": "noreply@github.com",
            "name": "GitHub",
            "username": "web-flow"
          },
          "distinct": true,
          "id": "000000000000000000000000000000000000000b",
          "message": "A change\n\nthat says \"why\"",
          "timestamp": "2026-01-02T10:00:00+01:00",
          "tree_id": "t",
          "url": "https://github.com/example/shop/commit/000000000000000000000000000000000000000b"
        },
        "date": 1767348000000,
        "tool": "benchmarkjs",
        "benches": [
          {
            "name": "fib(20)",
            "value": 11465,
            "range": "±1.12%",
            "unit": "ops/sec",
            "extra": "91 samples"
          }
        ]
      }
    ],
    "catch2": [
      {
        "commit": {
          "author": {
            "email": "dev@example.org",
            "name": "Dev",
            "username": "dev"
          },
          "committer": {
            "email": "noreply@github.com",
            "name": "GitHub",
            "username": "web-flow"
          },
          "distinct": true,
          "id": "000000000000000000000000000000000000000a",
          "message": "A change\n\nthat says \"why\"",
          "timestamp": "2026-01-01T10:00:00+01:00",
          "tree_id": "t",
          "url": "https://github.com/example/shop/commit/000000000000000000000000000000000000000a"
        },
        "date": 1767261600000,
        "tool": "catch2",
        "benches": [
          {
            "name": "Fibonacci 20",
            "value": 43.186,
            "range": "± 11.719",
            "unit": "us",
            "extra": "100 samples\n2 iterations"
          }
        ]
      },
      {
        "commit": {
          "author": {
            "email": "dev@example.org",
            "name": "Dev",
            "username": "dev"
          },
          "committer": {
            "email": "noreply@github.com",
            "name": "GitHub",
            "username": "web-flow"
          },
          "distinct": true,
          "id": "000000000000000000000000000000000000000b",
          "message": "A change\n\nthat says \"why\"",
          "timestamp": "2026-01-02T10:00:00+01:00",
          "tree_id": "t",
          "url": "https://github.com/example/shop/commit/000000000000000000000000000000000000000b"
        },
        "date": 1767348000000,
        "tool": "catch2",
        "benches": [
          {
            "name": "Fibonacci 20",
            "value": 43.186,
            "range": "± 11.719",
            "unit": "us",
            "extra": "100 samples\n2 iterations"
          }
        ]
      }
    ],
    "julia": [
      {
        "commit": {
          "author": {
            "email": "dev@example.org",
            "name": "Dev",
            "username": "dev"
          },
          "committer": {
            "email": "noreply@github.com",
            "name": "GitHub",
            "username": "web-flow"
          },
          "distinct": true,
          "id": "000000000000000000000000000000000000000a",
          "message": "A change\n\nthat says \"why\"",
          "timestamp": "2026-01-01T10:00:00+01:00",
          "tree_id": "t",
          "url": "https://github.com/example/shop/commit/000000000000000000000000000000000000000a"
        },
        "date": 1767261600000,
        "tool": "julia",
        "benches": [
          {
            "name": "fib/10",
            "value": 325,
            "unit": "ns",
            "extra": "gctime=0\nmemory=0"
          }
        ]
      },
      {
        "commit": {
          "author": {
            "email": "dev@example.org",
            "name": "Dev",
            "username": "dev"
          },
          "committer": {
            "email": "noreply@github.com",
            "name": "GitHub",
            "username": "web-flow"
          },
          "distinct": true,
          "id": "000000000000000000000000000000000000000b",
          "message": "A change\n\nthat says \"why\"",
          "timestamp": "2026-01-02T10:00:00+01:00",
          "tree_id": "t",
          "url": "https://github.com/example/shop/commit/000000000000000000000000000000000000000b"
        },
        "date": 1767348000000,
        "tool": "julia",
        "benches": [
          {
            "name": "fib/10",
            "value": 325,
            "unit": "ns",
            "extra": "gctime=0\nmemory=0"
          }
        ]
      }
    ],
    "benchmarkdotnet": [
      {
        "commit": {
          "author": {
            "email": "dev@example.org",
            "name": "Dev",
            "username": "dev"
          },
          "committer": {
            "email": "noreply@github.com",
            "name": "GitHub",
            "username": "web-flow"
          },
          "distinct": true,
          "id": "000000000000000000000000000000000000000a",
          "message": "A change\n\nthat says \"why\"",
          "timestamp": "2026-01-01T10:00:00+01:00",
          "tree_id": "t",
          "url": "https://github.com/example/shop/commit/000000000000000000000000000000000000000a"
        },
        "date": 1767261600000,
        "tool": "benchmarkdotnet",
        "benches": [
          {
            "name": "Sample.Fib10",
            "value": 24.4,
            "range": "± 0.5",
            "unit": "ns"
          }
        ]
      },
      {
        "commit": {
          "author": {
            "email": "dev@example.org",
            "name": "Dev",
            "username": "dev"
          },
          "committer": {
            "email": "noreply@github.com",
            "name": "GitHub",
            "username": "web-flow"
          },
          "distinct": true,
          "id": "000000000000000000000000000000000000000b",
          "message": "A change\n\nthat says \"why\"",
          "timestamp": "2026-01-02T10:00:00+01:00",
          "tree_id": "t",
          "url": "https://github.com/example/shop/commit/000000000000000000000000000000000000000b"
        },
        "date": 1767348000000,
        "tool": "benchmarkdotnet",
        "benches": [
          {
            "name": "Sample.Fib10",
            "value": 24.4,
            "range": "± 0.5",
            "unit": "ns"
          }
        ]
      }
    ],
    "customBiggerIsBetter": [
      {
        "commit": {
          "author": {
            "email": "dev@example.org",
            "name": "Dev",
            "username": "dev"
          },
          "committer": {
            "email": "noreply@github.com",
            "name": "GitHub",
            "username": "web-flow"
          },
          "distinct": true,
          "id": "000000000000000000000000000000000000000a",
          "message": "A change\n\nthat says \"why\"",
          "timestamp": "2026-01-01T10:00:00+01:00",
          "tree_id": "t",
          "url": "https://github.com/example/shop/commit/000000000000000000000000000000000000000a"
        },
        "date": 1767261600000,
        "tool": "customBiggerIsBetter",
        "benches": [
          {
            "name": "hits",
            "value": 99.5,
            "unit": "Percent"
          },
          {
            "name": "requests",
            "value": 1200,
            "unit": "req/s"
          },
          {
            "name": "uptime",
            "value": 3,
            "unit": "s"
          }
        ]
      },
      {
        "commit": {
          "author": {
            "email": "dev@example.org",
            "name": "Dev",
            "username": "dev"
          },
          "committer": {
            "email": "noreply@github.com",
            "name": "GitHub",
            "username": "web-flow"
          },
          "distinct": true,
          "id": "000000000000000000000000000000000000000b",
          "message": "A change\n\nthat says \"why\"",
          "timestamp": "2026-01-02T10:00:00+01:00",
          "tree_id": "t",
          "url": "https://github.com/example/shop/commit/000000000000000000000000000000000000000b"
        },
        "date": 1767348000000,
        "tool": "customBiggerIsBetter",
        "benches": [
          {
            "name": "hits",
            "value": 99.5,
            "unit": "Percent"
          },
          {
            "name": "requests",
            "value": 1200,
            "unit": "req/s"
          },
          {
            "name": "uptime",
            "value": 3,
            "unit": "s"
          }
        ]
      }
    ],
    "customSmallerIsBetter": [
      {
        "commit": {
          "author": {
            "email": "dev@example.org",
            "name": "Dev",
            "username": "dev"
          },
          "committer": {
            "email": "noreply@github.com",
            "name": "GitHub",
            "username": "web-flow"
          },
          "distinct": true,
          "id": "000000000000000000000000000000000000000a",
          "message": "A change\n\nthat says \"why\"",
          "timestamp": "2026-01-01T10:00:00+01:00",
          "tree_id": "t",
          "url": "https://github.com/example/shop/commit/000000000000000000000000000000000000000a"
        },
        "date": 1767261600000,
        "tool": "customSmallerIsBetter",
        "benches": [
          {
            "name": "startup",
            "value": "1.25",
            "unit": "s"
          },
          {
            "name": "size",
            "value": 80,
            "unit": "Megabytes"
          },
          {
            "name": "errors",
            "value": 2,
            "unit": "errors/min"
          },
          {
            "name": "broken",
            "value": "n/a",
            "unit": "ms"
          }
        ]
      },
      {
        "commit": {
          "author": {
            "email": "dev@example.org",
            "name": "Dev",
            "username": "dev"
          },
          "committer": {
            "email": "noreply@github.com",
            "name": "GitHub",
            "username": "web-flow"
          },
          "distinct": true,
          "id": "000000000000000000000000000000000000000b",
          "message": "A change\n\nthat says \"why\"",
          "timestamp": "2026-01-02T10:00:00+01:00",
          "tree_id": "t",
          "url": "https://github.com/example/shop/commit/000000000000000000000000000000000000000b"
        },
        "date": 1767348000000,
        "tool": "customSmallerIsBetter",
        "benches": [
          {
            "name": "startup",
            "value": "1.25",
            "unit": "s"
          },
          {
            "name": "size",
            "value": 80,
            "unit": "Megabytes"
          },
          {
            "name": "errors",
            "value": 2,
            "unit": "errors/min"
          },
          {
            "name": "broken",
            "value": "n/a",
            "unit": "ms"
          }
        ]
      }
    ]
  }
}