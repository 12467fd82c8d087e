import com.sun.net.httpserver.HttpServer

import java.util.concurrent.Executors

def server = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
server.executor = Executors.newCachedThreadPool { new Thread(it).tap { daemon = true } }
def random = new Random(1)
def answer = { exchange, int status, String text ->
    sleep(random.nextInt(20))
    byte[] body = text.bytes
    exchange.sendResponseHeaders(status, body.length)
    exchange.responseBody.write(body)
    exchange.close()
}
server.createContext('/search') { answer(it, 200, 'found') }
server.createContext('/new') { answer(it, 200, 'here') }
server.createContext('/broken') { answer(it, 500, 'broken') }
server.createContext('/old') {
    it.responseHeaders.add('Location', '/new')
    answer(it, 302, '')
}
server.start()
context.put('server', server)
new File(basedir, 'src/test/jmeter/user.properties').text =
    "port=${server.address.port}\nxml=${new File(basedir, 'target/samples.xml').path.replace('\\', '/')}\n"
return true
