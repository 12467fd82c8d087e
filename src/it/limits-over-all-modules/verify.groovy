import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').getText('UTF-8')
println log
def set = new File(basedir, 'all/artifacts/plan1')
def phases = new JsonSlurper().parse(new File(set, 'phase_metrics.json'))
println phases
return true
