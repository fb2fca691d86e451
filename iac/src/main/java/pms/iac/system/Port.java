package pms.iac.system;

/**
 * Where a service listens.
 *
 * @param name of the port within its service
 * @param grpc whether it speaks gRPC, else HTTP
 */
public record Port(String name, int number, boolean grpc) {

    static Port http(int number) {
        return new Port("http", number, false);
    }

    static Port inner(int number) {
        return new Port("inner", number, false);
    }

    static Port grpc(int number) {
        return new Port("grpc", number, true);
    }
}
