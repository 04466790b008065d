package dev.userservice.elasticsearch;

import co.elastic.clients.transport.http.TransportHttpClient;
import co.elastic.clients.util.BinaryData;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jspecify.annotations.Nullable;

/** An answer read to its end, so that its connection is free again. */
record BufferedAnswer(
        URI server,
        ClassicHttpResponse originalResponse,
        @Nullable BinaryData body) implements TransportHttpClient.Response {

    static BufferedAnswer of(ClassicHttpResponse response, URI server) throws IOException {
        var entity = response.getEntity();
        BinaryData body =
                entity == null ? null : BinaryData.of(EntityUtils.toByteArray(entity), entity.getContentType());
        return new BufferedAnswer(server, response, body);
    }

    @Override
    public TransportHttpClient.Node node() {
        return new TransportHttpClient.Node(server);
    }

    @Override
    public int statusCode() {
        return originalResponse.getCode();
    }

    @Override
    public @Nullable String header(String name) {
        NameValuePair header = originalResponse.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    @Override
    public List<String> headers(String name) {
        return Arrays.stream(originalResponse.getHeaders(name))
                .map(NameValuePair::getValue)
                .toList();
    }

    @Override
    public void close() {
        // it is read to its end already
    }
}
