package dev.userservice.web;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the web server reads bodies: in few and short waits, and for those only who have got past the filters. */
@Configuration(proxyBeanMethods = false)
class BodyConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> shortWaits(
            @Value("${user-service.body-silence:3s}") Duration silence) {
        return factory -> {
            factory.addEngineValves(new UnreadBodies());
            factory.addConnectorCustomizers(connector -> {
                connector.setProperty("disableUploadTimeout", "false");
                connector.setProperty("connectionUploadTimeout", Long.toString(silence.toMillis()));
                // of chunks nothing but their bytes, each of which could be waited for
                connector.setProperty("maxExtensionSize", "0");
                connector.setProperty("maxTrailerSize", "2");
                connector.setProperty("continueResponseTiming", "onRead");
            });
        };
    }
}
