package pms.cli.gateway;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A patient's id on the command line. What can't be one is refused before the command begins, with exit code 2. */
public final class PatientId implements ITypeConverter<String> {
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    @Override
    public String convert(String given) {
        if (!UUID.matcher(given).matches()) {
            throw new TypeConversionException("'" + given + "' is no patient's id: ./pms patients lists them");
        }
        return given;
    }
}
