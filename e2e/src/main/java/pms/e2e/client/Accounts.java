package pms.e2e.client;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import pms.schema.billing.v1.AccountChange;
import pms.schema.billing.v1.BillingServiceGrpc;
import pms.schema.billing.v1.BillingServiceGrpc.BillingServiceBlockingStub;
import pms.schema.billing.v1.GetAccountRequest;
import pms.schema.billing.v1.WatchAccountsRequest;

/** A caller of billing-grpc itself. */
public final class Accounts implements AutoCloseable {
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    private final ManagedChannel channel;

    private Accounts(ManagedChannel channel) {
        this.channel = channel;
    }

    /**
     * Connects in plain text.
     *
     * @param target host:port
     * @param token what billing wants to see
     */
    public static Accounts at(String target, String token) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
        return new Accounts(NettyChannelBuilder.forTarget(target)
                .usePlaintext()
                .intercept(MetadataUtils.newAttachHeadersInterceptor(headers))
                .build());
    }

    /** For one call: the deadline counts from now. */
    public BillingServiceBlockingStub service() {
        return BillingServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    public ManagedChannel channel() {
        return channel;
    }

    /** Changes after a sequence, in the order of arrival, until {@code count} have come or {@code seconds} are over. */
    public List<AccountChange> changes(long after, int count, int seconds) {
        connect();
        List<AccountChange> changes = new ArrayList<>();
        Iterator<AccountChange> stream = BillingServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(seconds, TimeUnit.SECONDS)
                .watchAccounts(WatchAccountsRequest.newBuilder().setAfter(after).build());
        try {
            while (changes.size() < count && stream.hasNext()) {
                changes.add(stream.next());
            }
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.DEADLINE_EXCEEDED) {
                throw e;
            }
        }
        return changes;
    }

    /** So that the seconds of a call count from an open connection, also on a busy machine. */
    private void connect() {
        try {
            var nobody = GetAccountRequest.newBuilder().setPatientId(NOBODY).build();
            throw new IllegalStateException("somebody: " + service().getAccount(nobody));
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.NOT_FOUND) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
