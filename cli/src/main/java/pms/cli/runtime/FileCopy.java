package pms.cli.runtime;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Copies folders that somebody may be writing to. The copies are their owner's alone (0700, 0600) and on the disk when this
 * returns; a file that went meanwhile is left out.
 *
 * @param leftOut by its path below the folder; of a folder, all that is in it
 * @param copied is told the bytes of each file
 */
public record FileCopy(Predicate<Path> leftOut, LongConsumer copied) {

    /**
     * Copies what is in one folder into another.
     *
     * @param to is made when it is missing; what is there already is not written over, but a failure
     */
    public void tree(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                if (leftOut.test(from.relativize(folder))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                PrivateFiles.folder(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!leftOut.test(from.relativize(file))) {
                    fileUnlessGone(file, to.resolve(from.relativize(file)));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    /** Copies one file. */
    public void file(Path from, Path to) throws IOException {
        try (FileChannel in = FileChannel.open(from, READ)) {
            fill(in, to);
        }
    }

    private void fileUnlessGone(Path from, Path to) throws IOException {
        FileChannel opened;
        try {
            opened = FileChannel.open(from, READ);
        } catch (NoSuchFileException gone) {
            return;
        }
        try (FileChannel in = opened) {
            fill(in, to);
        }
    }

    private void fill(FileChannel in, Path to) throws IOException {
        long size = in.size();
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel out = FileChannel.open(to, Set.of(CREATE_NEW, WRITE), mode)) {
            long done = 0;
            long step = 1;
            while (done < size && step > 0) { // no byte more: it became shorter
                step = in.transferTo(done, size - done, out);
                done += step;
            }
            out.force(true);
            copied.accept(done);
        }
    }
}
