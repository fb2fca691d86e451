package pms.projection;

import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;

/** Connections that live long, or whose settings are changed: none that the pool would give to others. */
public final class OutsideThePool {

    private OutsideThePool() {}

    /** What a pool takes its connections from; the factory itself when it is no pool. */
    public static ConnectionFactory of(ConnectionFactory factory) {
        ConnectionFactory inner = factory;
        while (inner instanceof Wrapped<?> wrapped && wrapped.unwrap() instanceof ConnectionFactory wrappedFactory) {
            inner = wrappedFactory;
        }
        return inner;
    }
}
