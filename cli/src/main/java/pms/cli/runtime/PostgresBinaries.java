package pms.cli.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs, unpacked once into the cache folder from the archive on the class path. */
record PostgresBinaries(Path home) {
    private static final String VERSION = "18.6.0";
    private static final int OWNER_EXECUTE = 0100;

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    /** Unpacks if needed. Several processes may do so at once: one of them wins, whole. */
    static PostgresBinaries unpacked(Path cache) {
        Path home = cache.resolve("postgres-" + VERSION);
        if (!Files.isDirectory(home)) {
            try {
                unpack(cache, home);
            } catch (IOException failure) {
                throw new RuntimeFailure("Cannot unpack PostgreSQL into " + home + ": " + failure, failure);
            }
        }
        return new PostgresBinaries(home);
    }

    private static void unpack(Path cache, Path home) throws IOException {
        Files.createDirectories(cache);
        Path fresh = Files.createTempDirectory(
                cache, "unpack-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        String archive = Platform.postgresArchive();
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
            if (packed == null) {
                throw new RuntimeFailure("There are no PostgreSQL programs for this machine (" + archive + ")");
            }
            unpackAll(new TarArchiveInputStream(new XZInputStream(packed)), fresh);
        }
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException notMoved) {
            PrivateFiles.deleteTree(fresh);
            if (!Files.isDirectory(home)) {
                throw notMoved;
            }
        }
    }

    private static void unpackAll(TarArchiveInputStream archive, Path target) throws IOException {
        for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            Path path = target.resolve(entry.getName()).normalize();
            if (!path.startsWith(target)) {
                throw new IOException("An entry leaves the archive: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(path);
                continue;
            }
            Files.createDirectories(path.getParent());
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            } else {
                Files.copy(archive, path);
                boolean program = (entry.getMode() & OWNER_EXECUTE) != 0;
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }
}
