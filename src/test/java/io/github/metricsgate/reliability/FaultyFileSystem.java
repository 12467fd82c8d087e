package io.github.metricsgate.reliability;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * The real file system, with a {@link Disk} between it and each operation. It does not force anything to the real disk:
 * what is durable is for the {@code Disk} to say.
 */
final class FaultyFileSystem extends FileSystem {

    enum Kind {
        LOOK,
        OPEN_TO_READ,
        READ,
        OPEN_TO_WRITE,
        WRITE,
        TRUNCATE,
        FORCE,
        LOCK,
        CLOSE,
        MAKE_DIRECTORY,
        MOVE,
        SET_ATTRIBUTES,
        DELETE;

        /** Whether it is done to an open file: the JDK's exceptions then name none. */
        boolean isOfChannel() {
            return this == READ || this == WRITE || this == TRUNCATE || this == FORCE || this == LOCK || this == CLOSE;
        }
    }

    /**
     * What is about to be done.
     *
     * @param target where a move goes, else the path itself
     * @param position where a write begins, how long a truncated file is
     * @param bytes what is written
     */
    record Operation(Kind kind, Path path, Path target, long position, ByteBuffer bytes) {

        @Override
        public String toString() {
            return kind + " " + path;
        }
    }

    /** Does operations, or does not. */
    interface Disk {

        <T> T perform(Operation operation, Callable<T> action) throws Exception;

        /** How many of so many bytes are read or written at once. */
        default int part(int bytes) {
            return bytes;
        }
    }

    private static final FileSystem REAL = FileSystems.getDefault();
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    private final Disk disk;
    private final Provider provider = new Provider();
    private final Set<FaultyChannel> open = new HashSet<>();

    FaultyFileSystem(Disk disk) {
        this.disk = disk;
    }

    /** The same path, as one of this file system. */
    Path path(Path real) {
        return (Path) Proxy.newProxyInstance(
                FaultyFileSystem.class.getClassLoader(), new Class<?>[] {Path.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getFileSystem")) {
                        return this;
                    }
                    Object result = method.getName().equals("toRealPath")
                            ? perform(Kind.LOOK, real, () -> invoke(real, method, arguments))
                            : invoke(real, method, arguments);
                    return result instanceof Path path ? path(path) : result;
                });
    }

    /** How many channels were opened and not closed. */
    int openChannels() {
        return open.size();
    }

    private Object invoke(Object real, Method method, Object... arguments) throws Exception {
        Object[] unwrapped = arguments == null ? new Object[0] : arguments.clone();
        for (int i = 0; i < unwrapped.length; i++) {
            unwrapped[i] = unwrapped[i] instanceof Path path ? real(path) : unwrapped[i];
        }
        try {
            return method.invoke(real, unwrapped);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static Path real(Path path) {
        return path.getFileSystem() == REAL ? path : REAL.getPath(path.toString());
    }

    private <T> T perform(Kind kind, Path path, Callable<T> action) throws IOException {
        return perform(new Operation(kind, path, path, 0, NO_BYTES), action);
    }

    private <T> T perform(Operation operation, Callable<T> action) throws IOException {
        try {
            return disk.perform(operation, action);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private final class Provider extends FileSystemProvider {

        private final FileSystemProvider real = REAL.provider();

        @Override
        public FaultyChannel newFileChannel(
                Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
            Kind kind = options.contains(StandardOpenOption.WRITE) ? Kind.OPEN_TO_WRITE : Kind.OPEN_TO_READ;
            Path file = real(path);
            return new FaultyChannel(file, perform(kind, file, () -> real.newFileChannel(file, options, attributes)));
        }

        @Override
        public FaultyChannel newByteChannel(
                Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
            return newFileChannel(path, options, attributes);
        }

        @Override
        public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter)
                throws IOException {
            return perform(Kind.LOOK, real(path), () -> real.newDirectoryStream(real(path), filter));
        }

        @Override
        public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
            perform(Kind.MAKE_DIRECTORY, real(path), () -> {
                real.createDirectory(real(path), attributes);
                return path;
            });
        }

        @Override
        public void delete(Path path) throws IOException {
            perform(Kind.DELETE, real(path), () -> {
                real.delete(real(path));
                return path;
            });
        }

        @Override
        public void move(Path source, Path target, CopyOption... options) throws IOException {
            perform(new Operation(Kind.MOVE, real(source), real(target), 0, NO_BYTES), () -> {
                real.move(real(source), real(target), options);
                return target;
            });
        }

        @Override
        public void checkAccess(Path path, AccessMode... modes) throws IOException {
            perform(Kind.LOOK, real(path), () -> {
                real.checkAccess(real(path), modes);
                return path;
            });
        }

        @Override
        public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
                throws IOException {
            return perform(Kind.LOOK, real(path), () -> real.readAttributes(real(path), type, options));
        }

        @Override
        public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
                throws IOException {
            return perform(Kind.LOOK, real(path), () -> real.readAttributes(real(path), attributes, options));
        }

        @Override
        public boolean isSameFile(Path path, Path other) throws IOException {
            return perform(Kind.LOOK, real(path), () -> real.isSameFile(real(path), real(other)));
        }

        @Override
        public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
            Path file = real(path);
            V view = real.getFileAttributeView(file, type, options);
            return type.cast(Proxy.newProxyInstance(
                    FaultyFileSystem.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        Kind kind = method.getName().startsWith("set") ? Kind.SET_ATTRIBUTES : Kind.LOOK;
                        return perform(kind, file, () -> invoke(view, method, arguments));
                    }));
        }

        @Override
        public boolean isHidden(Path path) throws IOException {
            return real.isHidden(real(path));
        }

        @Override
        public FileStore getFileStore(Path path) throws IOException {
            return real.getFileStore(real(path));
        }

        @Override
        public String getScheme() {
            return "faulty";
        }

        @Override
        public FileSystem getFileSystem(URI uri) {
            return FaultyFileSystem.this;
        }

        @Override
        public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Path getPath(URI uri) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void copy(Path source, Path target, CopyOption... options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
            throw new UnsupportedOperationException();
        }
    }

    private final class FaultyChannel extends FileChannel {

        private final Path path;
        private final FileChannel real;

        FaultyChannel(Path path, FileChannel real) {
            this.path = path;
            this.real = real;
            open.add(this);
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            return perform(Kind.READ, path, () -> partOf(bytes, real::read));
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            Operation operation = new Operation(Kind.WRITE, path, path, real.position(), copy(bytes));
            return perform(operation, () -> partOf(bytes, real::write));
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            Operation operation = new Operation(Kind.WRITE, path, path, position, copy(bytes));
            return perform(operation, () -> partOf(bytes, part -> real.write(part, position)));
        }

        private ByteBuffer copy(ByteBuffer bytes) {
            return ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
        }

        private int partOf(ByteBuffer bytes, Transfer transfer) throws IOException {
            int limit = bytes.limit();
            bytes.limit(bytes.position() + disk.part(bytes.remaining()));
            try {
                return transfer.transfer(bytes);
            } finally {
                bytes.limit(limit);
            }
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            perform(new Operation(Kind.TRUNCATE, path, path, size, NO_BYTES), () -> {
                real.truncate(size);
                return path;
            });
            return this;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            perform(Kind.FORCE, path, () -> path);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return perform(Kind.LOCK, path, () -> real.tryLock(position, size, shared));
        }

        @Override
        protected void implCloseChannel() throws IOException {
            open.remove(this);
            perform(Kind.CLOSE, path, () -> {
                real.close();
                return path;
            });
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public long position() throws IOException {
            return real.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            real.position(position);
            return this;
        }

        @Override
        public int read(ByteBuffer bytes, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long read(ByteBuffer[] buffers, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(ByteBuffer[] buffers, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }
    }

    /** Reads into a buffer, or writes from it. */
    private interface Transfer {
        int transfer(ByteBuffer bytes) throws IOException;
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public Path getPath(String first, String... more) {
        return path(REAL.getPath(first, more));
    }

    @Override
    public String getSeparator() {
        return REAL.getSeparator();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return REAL.supportedFileAttributeViews();
    }

    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
        throw new UnsupportedOperationException();
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException();
    }
}
