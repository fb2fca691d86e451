package pms.e2e.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The files of the project. */
final class Checkout {
    /** The module's parent where nothing else is said: surefire runs in the module's folder. */
    static final Path ROOT =
            Path.of(System.getProperty("pms.checkout", "..")).toAbsolutePath().normalize();

    private static final List<String> LEFT_OUT = List.of("target", ".git", ".pms", "node_modules");

    private Checkout() {}

    /** The README, and all of docs, in order. */
    static List<Path> documents() {
        return Stream.concat(
                        Stream.of(ROOT.resolve("README.md")),
                        files(ROOT.resolve("docs"), file -> file.toString().endsWith(".md")).stream())
                .toList();
    }

    static List<Path> files(Path folder, Predicate<Path> wanted) {
        List<Path> found = new ArrayList<>();
        try {
            // What is made is not even looked into: it may change meanwhile, and may be nobody's to read.
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
                    return LEFT_OUT.contains(String.valueOf(each.getFileName()))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && wanted.test(file)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
            return found.stream().sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String name(Path file) {
        return ROOT.relativize(file).toString();
    }
}
