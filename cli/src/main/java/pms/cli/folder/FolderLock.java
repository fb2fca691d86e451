package pms.cli.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pms.cli.runtime.RuntimeFailure;

/** Held by the one process that runs a system on a data folder; the operating system frees it when that process ends. */
public final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Empty when another process holds it. */
    public static Optional<FolderLock> tryTake(DataFolder folder) {
        return tryTake(folder.lock());
    }

    /** As above, for a part of a data folder that has a lock file of its own. */
    public static Optional<FolderLock> tryTake(Path file) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new FolderLock(channel));
        } catch (IOException failure) {
            throw new RuntimeFailure("The folder " + file.getParent() + " can't be locked: " + failure, failure);
        }
    }

    /** Waits until no other process holds the lock file. Within one process, one at a time may ask for the same file. */
    public static FolderLock take(Path file) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            return new FolderLock(channel);
        } catch (IOException failure) {
            throw new RuntimeFailure("The folder " + file.getParent() + " can't be locked: " + failure, failure);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ownProcess) {
            return null;
        }
    }

    public boolean isHeld() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new RuntimeFailure("The lock of a data folder can't be freed", failure);
        }
    }
}
