package dev.userservice.elasticsearch;

import co.elastic.clients.json.JsonpMapper;
import co.elastic.clients.transport.DefaultTransportOptions;
import co.elastic.clients.transport.ElasticsearchTransportBase;
import co.elastic.clients.transport.TransportOptions;
import co.elastic.clients.transport.http.HeaderMap;
import co.elastic.clients.transport.http.TransportHttpClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Carries the Elasticsearch client's requests on the caller's own thread. The client's own transport hands every request
 * to a reactor and wakes the caller for the answer, which costs more than all the rest of a search in this service.
 */
final class BlockingTransport extends ElasticsearchTransportBase {

    /** The client needs to do no more than to send and receive; {@code credentials} are headers of every request. */
    BlockingTransport(
            CloseableHttpClient client,
            URI server,
            RequestConfig timeouts,
            Map<String, String> credentials,
            JsonpMapper mapper) {
        super(new BlockingHttp(client, server, timeouts), options(credentials), mapper);
    }

    private static TransportOptions options(Map<String, String> credentials) {
        HeaderMap headers = new HeaderMap(credentials);
        headers.put(HttpHeaders.ACCEPT, JSON_CONTENT_TYPE);
        return new DefaultTransportOptions(headers, Map.of(), null);
    }

    private static final class BlockingHttp implements TransportHttpClient {

        private final CloseableHttpClient client;
        private final URI server;
        private final HttpHost host;
        private final String root;
        private final RequestConfig timeouts;

        BlockingHttp(CloseableHttpClient client, URI server, RequestConfig timeouts) {
            this.client = client;
            this.server = server;
            this.timeouts = timeouts;
            this.host = HttpHost.create(server);
            this.root = server.getRawPath() == null ? "" : server.getRawPath().replaceFirst("/+$", "");
        }

        @Override
        public Response performRequest(String endpoint, @Nullable Node node, Request request, TransportOptions options)
                throws IOException {
            var http = new BasicClassicHttpRequest(request.method(), host, path(request));
            options.headers().forEach(header -> http.setHeader(header.getKey(), header.getValue()));
            request.headers().forEach(http::setHeader);
            if (request.body() != null) {
                // the content type is among the headers
                http.setEntity(entity(request.body()));
            }
            HttpClientContext context = HttpClientContext.create();
            context.setRequestConfig(timeouts);
            return client.execute(host, http, context, response -> BufferedAnswer.of(response, server));
        }

        private String path(Request request) {
            String query = request.queryParams().entrySet().stream()
                    .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                    .collect(Collectors.joining("&"));
            return root + request.path() + (query.isEmpty() ? "" : "?" + query);
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }

        // a body in one part is sent as it is, as a large one is not worth copying
        private static ByteArrayEntity entity(Iterable<ByteBuffer> parts) {
            Iterator<ByteBuffer> all = parts.iterator();
            ByteBuffer first = all.hasNext() ? all.next() : ByteBuffer.allocate(0);
            if (all.hasNext() || !first.hasArray()) {
                return new ByteArrayEntity(bytes(parts), (ContentType) null);
            }
            int start = first.arrayOffset() + first.position();
            return new ByteArrayEntity(first.array(), start, first.remaining(), (ContentType) null);
        }

        private static byte[] bytes(Iterable<ByteBuffer> parts) {
            var all = new ByteArrayOutputStream();
            for (ByteBuffer part : parts) {
                byte[] bytes = new byte[part.remaining()];
                part.duplicate().get(bytes);
                all.writeBytes(bytes);
            }
            return all.toByteArray();
        }

        @Override
        public CompletableFuture<Response> performRequestAsync(
                String endpoint, @Nullable Node node, Request request, TransportOptions options) {
            throw new UnsupportedOperationException("Every call blocks its own thread");
        }

        @Override
        public void close() throws IOException {
            client.close();
        }
    }
}
