def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains("p99 of phase 2 'Micro Questions' is 812.4 ms, over its limit of 500 ms by 62 %")
assert log.readLines().every { !it.startsWith('::') && !it.contains('##') }
assert !new File(basedir, 'step-summary.md').exists()
assert new File(basedir, 'target/metrics-gate/summary.md').isFile()
