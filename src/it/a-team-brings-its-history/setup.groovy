import groovy.json.JsonOutput

// Not of the branch that the history is of, wherever this project is checked out.
def git = new File(basedir, '.git')
git.mkdirs()
new File(git, 'HEAD').text = 'ref: refs/heads/topic\n'

// Forty runs of six benchmarks, a day apart, the last one yesterday.
def random = new Random(3)
long now = System.currentTimeMillis()
def runs = (0..<40).collect { run ->
    [commit: [id: 'c' + run, url: 'https://example.org/commit/c' + run],
     date: now - (40 - run) * 86400000L,
     tool: 'jmh',
     benches: (0..<6).collect { bench ->
         [name: 'org.example.Bench.b' + bench, value: 100 * (bench + 1) * (1 + 0.01 * random.nextGaussian()), unit: 'us/op',
          extra: 'iterations: 5\nforks: 1\nthreads: 1']
     }]
}
new File(basedir, 'data.js').text = 'window.BENCHMARK_DATA = ' + JsonOutput.toJson([lastUpdate: now, repoUrl: '', entries: [Benchmark: runs]])

// What JMH writes now: the second benchmark takes half as long again.
def result = { double jitter ->
    JsonOutput.toJson((0..<6).collect { bench ->
        [jmhVersion: '1.37', benchmark: 'org.example.Bench.b' + bench, mode: 'avgt', threads: 1, forks: 1,
         primaryMetric: [score: 100 * (bench + 1) * (bench == 1 ? 1.5 : 1.0) * jitter, scoreError: 0.5, scoreUnit: 'us/op'],
         secondaryMetrics: [:]]
    })
}
new File(basedir, 'first-slow-result.json').text = result(1.001)
new File(basedir, 'second-slow-result.json').text = result(1.002)
return true
