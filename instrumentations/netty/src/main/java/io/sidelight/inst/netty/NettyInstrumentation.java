package io.sidelight.inst.netty;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.MethodRule.method;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.Collections;
import java.util.List;

/** Where Netty compresses answers, for the servers built on it. */
public final class NettyInstrumentation implements Instrumentation {
  @Override
  public String name() {
    return "netty";
  }

  @Override
  public List<ClassRule> rules() {
    return Collections.singletonList(
        ClassRule.named("io.netty.handler.codec.http.HttpContentEncoder")
            .weave(
                method(
                        "decode",
                        "(Lio/netty/channel/ChannelHandlerContext;"
                            + "Lio/netty/handler/codec/http/HttpRequest;Ljava/util/List;)V",
                        "EncodeAdvice")
                    .enter("enterDecode", arg(0)),
                method(
                        "encode",
                        "(Lio/netty/channel/ChannelHandlerContext;"
                            + "Lio/netty/handler/codec/http/HttpObject;Ljava/util/List;)V",
                        "EncodeAdvice")
                    .enter("enter", arg(0), arg(1), arg(2))
                    .exit("exit")));
  }
}
