package pms.cli.gateway;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A port of the command line, 1 to 65535. Anything else is refused before the command begins, with exit code 2. */
public final class PortNumber implements ITypeConverter<Integer> {
    private static final int LARGEST = 65_535;

    @Override
    public Integer convert(String given) {
        int port = given.matches("[0-9]{1,5}") ? Integer.parseInt(given) : 0;
        if (port < 1 || port > LARGEST) {
            throw new TypeConversionException("'" + given + "' is no port: a port is 1 to " + LARGEST);
        }
        return port;
    }
}
