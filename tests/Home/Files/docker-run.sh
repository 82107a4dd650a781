docker run -d \
  --name=wg-easy \
  -e WG_HOST=vpn.example.com \
  -v ~/.wg-easy:/etc/wireguard \
  -p 51820:51820/udp \
  -p 51821:51821/tcp \
  --cap-add=NET_ADMIN \
  --restart unless-stopped \
  weejewel/wg-easy

(sudo docker run -d -p 9080:9080/tcp -p 9002:9002/tcp -p 80 \
    --publish=127.0.0.1:5432:5432 --publish 192.168.1.9:3000-3001:3000-3001 \
    --restart unless-stopped --name erebrus ghcr.io/example/erebrus:main)
