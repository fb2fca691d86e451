package pms.cli.up;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What {@code pms up} was asked for.
 *
 * @param demo null when it was not said: then what the data folder remembers, or on in a fresh one
 */
record UpSettings(
        Path checkout,
        Path data,
        int port,
        boolean fresh,
        @Nullable Boolean demo) {}
