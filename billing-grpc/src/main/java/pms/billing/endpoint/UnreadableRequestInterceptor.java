package pms.billing.endpoint;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a call whose message is no message of its method, or has a text that is no UTF-8, as INVALID_ARGUMENT. What came
 * is neither told nor logged.
 */
final class UnreadableRequestInterceptor implements ServerInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableRequestInterceptor.class);

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Refusable<Q, A> refusable = new Refusable<>(call);
        return new Refusing<>(refusable, next.startCall(refusable, headers));
    }

    /** A call that takes nothing more from its method once it is refused. */
    private static final class Refusable<Q, A> extends SimpleForwardingServerCall<Q, A> {

        private volatile boolean isRefused;

        Refusable(ServerCall<Q, A> call) {
            super(call);
        }

        boolean isRefused() {
            return isRefused;
        }

        void refuse() {
            isRefused = true;
            super.close(Status.INVALID_ARGUMENT.withDescription("The message can't be read"), new Metadata());
        }

        @Override
        public void request(int messages) {
            if (!isRefused) {
                super.request(messages);
            }
        }

        @Override
        public void sendHeaders(Metadata headers) {
            if (!isRefused) {
                super.sendHeaders(headers);
            }
        }

        @Override
        public void sendMessage(A message) {
            if (!isRefused) {
                super.sendMessage(message);
            }
        }

        @Override
        public void close(Status status, Metadata trailers) {
            if (!isRefused) {
                super.close(status, trailers);
            }
        }
    }

    private static final class Refusing<Q> extends SimpleForwardingServerCallListener<Q> {

        private final Refusable<Q, ?> call;

        Refusing(Refusable<Q, ?> call, ServerCall.Listener<Q> called) {
            super(called);
            this.call = call;
        }

        @Override
        public void onMessage(Q message) {
            if (call.isRefused()) {
                return;
            }
            try {
                super.onMessage(message);
            } catch (StatusRuntimeException failure) {
                if (!(failure.getCause() instanceof InvalidProtocolBufferException)) {
                    throw failure;
                }
                refuse();
            }
        }

        /** For the method the call is over as if its caller had gone. */
        private void refuse() {
            LOG.info("A message to {} can't be read", call.getMethodDescriptor().getFullMethodName());
            call.refuse();
            super.onCancel();
        }

        @Override
        public void onHalfClose() {
            if (!call.isRefused()) {
                super.onHalfClose();
            }
        }

        @Override
        public void onReady() {
            if (!call.isRefused()) {
                super.onReady();
            }
        }

        @Override
        public void onCancel() {
            if (!call.isRefused()) {
                super.onCancel();
            }
        }

        @Override
        public void onComplete() {
            if (!call.isRefused()) {
                super.onComplete();
            }
        }
    }
}
