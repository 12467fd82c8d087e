def log = new File(basedir, 'build.log').getText('UTF-8')

def broken = "p99 of phase 2 'Micro Questions' is 812.4 ms, over its limit of 500 ms by 62 %25 (<p99Threshold> in pom.xml:21)"
def warning = 'rss_mb.max of the run is 512.3, over its limit of 500 by 2 %25 (<thresholds><memory> in pom.xml:23)'
assert log.readLines().findAll { it.startsWith('::') } == [
    "::error title=metrics-gate annotations-on-github-actions::$broken",
    "::warning title=metrics-gate annotations-on-github-actions::$warning",
]
assert !log.contains('##vso[') && !log.contains('##teamcity[')

def page = new File(basedir, 'step-summary.md').getText('UTF-8')
assert page.startsWith('# What another tool wrote\n### metrics-gate: FAILED (`annotations-on-github-actions`)\n\n'
        + '3 phases, 2 thresholds kept, 2 broken, 0 not measured\n\n'
        + '| phase | p50 | p95 | p99 | limit | verdict | reason |\n'
        + '|---|--:|--:|--:|---|---|---|\n')
assert page.contains('\n| `2` `Micro Questions` | 95 ms | 401.5 ms | 812.4 ms | `p99` <= 500 ms | **BROKEN** |  |\n')
assert page == '# What another tool wrote\n' + new File(basedir, 'target/metrics-gate/summary.md').getText('UTF-8')
