package dev.userservice.web;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How the web server reads bodies and writes answers: in few and short waits, and reading only for those who have got
 * past the filters.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BodyProperties.class)
class BodyConfiguration {

    // no thread waits for the reader of so much; of a connection that nobody reads the kernel takes up to four times as
    // much memory
    private static final int KEPT_BY_THE_KERNEL = 128 * 1024;

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> shortWaits(BodyProperties properties) {
        return factory -> factory.addConnectorCustomizers(connector -> {
            UnreadBodies.closeTheConnectionsOf(connector);
            connector.setProperty("disableUploadTimeout", "false");
            connector.setProperty(
                    "connectionUploadTimeout",
                    Long.toString(properties.silence().toMillis()));
            // of chunks nothing but their bytes, each of which could be waited for
            connector.setProperty("maxExtensionSize", "0");
            connector.setProperty("maxTrailerSize", "2");
            connector.setProperty("continueResponseTiming", "onRead");
            connector.setProperty("socket.txBufSize", Integer.toString(KEPT_BY_THE_KERNEL));
        });
    }
}
