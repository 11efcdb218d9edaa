package example.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetSocketAddress;

/** Sends back what it gets, and fails when asked to. */
public final class NettyServer {
  private static final int LARGEST = 65_536;

  private NettyServer() {}

  public static void main(String[] args) throws Exception {
    EventLoopGroup threads = new NioEventLoopGroup();
    Channel server =
        new ServerBootstrap()
            .group(threads)
            .channel(NioServerSocketChannel.class)
            .childHandler(new Handlers())
            .bind("localhost", 0)
            .sync()
            .channel();
    System.out.println("listening on " + ((InetSocketAddress) server.localAddress()).getPort());
    server.closeFuture().sync();
  }

  private static final class Handlers extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      channel
          .pipeline()
          .addLast(
              new HttpServerCodec(),
              new HttpObjectAggregator(LARGEST),
              // For whatever begins with that path; pongs are passed on.
              new WebSocketServerProtocolHandler("/", null, true, LARGEST, false, true, false),
              new Echo());
    }
  }

  private static final class Echo extends SimpleChannelInboundHandler<WebSocketFrame> {
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
      if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
        String path = ((WebSocketServerProtocolHandler.HandshakeComplete) event).requestUri();
        if (path.endsWith("/open")) {
          throw new UnsupportedOperationException("on open");
        }
        if (path.contains("/greeting")) {
          context.writeAndFlush(new TextWebSocketFrame("welcome"));
        }
      }
      super.userEventTriggered(context, event);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
      if (frame instanceof PongWebSocketFrame) {
        return;
      }
      if (!(frame instanceof TextWebSocketFrame)) {
        context.writeAndFlush(frame.retain());
        return;
      }
      String text = ((TextWebSocketFrame) frame).text();
      if (text.equals("fail")) {
        throw new IllegalStateException("asked to");
      }
      if (text.equals("close")) {
        context.writeAndFlush(new CloseWebSocketFrame(4001, "asked to"));
        return;
      }
      context.writeAndFlush(frame.retain());
    }
  }
}
