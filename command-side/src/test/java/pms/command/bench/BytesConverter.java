package pms.command.bench;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.conversion.Converter;
import org.jspecify.annotations.Nullable;

/** Leaves bytes as they are and writes metadata as plain text: as cheap as a converter can be. */
final class BytesConverter implements Converter {

    @Override
    public boolean canConvert(Type source, Type target) {
        return target.equals(byte[].class);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // only asked for bytes
    public <T> T convert(@Nullable Object input, Type target) {
        if (input instanceof byte[] bytes) {
            return (T) bytes;
        }
        if (input instanceof Map<?, ?> metadata) {
            return (T) metadata.toString().getBytes(StandardCharsets.UTF_8);
        }
        throw new IllegalArgumentException("no conversion of " + input);
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        descriptor.describeProperty("target", "bytes");
    }
}
