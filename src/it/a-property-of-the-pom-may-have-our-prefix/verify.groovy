def log = new File(basedir, 'build.log').getText('UTF-8')

def runs = log.split(/BUILD (FAILURE|SUCCESS)/)
assert runs.size() == 5
assert runs[1].contains("<p99Threshold> is '\${metricsgate.limit}': a property in it is not set, at least not here")
assert runs[2].contains("p99 of phase 0 'Load' is 3 ms, over its limit of 2 ms by 50 % (<p99Threshold> in pom.xml:25, from"
        + " the property 'metricsgate.limit' (-Dmetricsgate.limit))")
assert runs[2].contains('p99 <= 500 ms  kept')
assert runs[4].contains('3 mistakes in the configuration of metrics-gate:')
assert runs[4].contains('-Dmetrics.gate.p99Threshold is no property of any goal of the plugin (did you mean'
        + " 'metricsgate.p99Threshold'?)")
assert runs[4].contains('-Dmetricsgate_onInconclusive is no property of any goal of the plugin (did you mean'
        + " 'metricsgate.onInconclusive'?)")
assert runs[4].contains('-Dmetricsgate.limt is no property of any goal of the plugin, and no pom refers to it')
