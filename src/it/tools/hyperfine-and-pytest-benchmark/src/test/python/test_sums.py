import pytest


@pytest.mark.parametrize("n", [1000, 20000])
def test_sum(benchmark, n):
    benchmark.extra_info["password"] = "canary"
    benchmark.pedantic(sum, args=(range(n),), rounds=21, iterations=1)


@pytest.mark.parametrize("n", [3])
def test_sorted(benchmark, n):
    benchmark.pedantic(sorted, args=(list(range(n, 0, -1)),), rounds=7, iterations=100)
