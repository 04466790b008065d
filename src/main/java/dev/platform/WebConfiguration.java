package dev.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Small settings of the web server. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    // holds most answers
    private static final int WRITE_BUFFER = 32 * 1024;

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsFromTomcat() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemReportValve.class.getName());
            }
        });
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> writesAtOnce() {
        return factory -> factory.addConnectorCustomizers(
                connector -> connector.setProperty("socket.appWriteBufSize", Integer.toString(WRITE_BUFFER)));
    }

    // a form would be read before anybody asked for it
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> noParametersFromForms() {
        return factory -> factory.addConnectorCustomizers(connector -> connector.setParseBodyMethods(""));
    }

    @Bean
    WholeJson wholeJson(ObjectMapper json) {
        return new WholeJson(json);
    }
}
