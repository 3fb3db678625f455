/*
 * The comparison program: the calls of a devmem receive and release, as a C programmer writes them, on a loopback connection.
 * Loopback delivers no fragment, so the records are written into the control buffer after each recvmsg, by both sides alike; everything
 * else (recvmsg with MSG_SOCK_DEVMEM, the walk over the records with checks, ranges, SO_DEVMEM_DONTNEED) is real.
 *
 * usage: receive RECEIVES RECORDS BYTES   ->   nanoseconds per receive and release
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#define MSG_SOCK_DEVMEM_ 0x2000000
#define SCM_DEVMEM_LINEAR_ 78
#define SCM_DEVMEM_DMABUF_ 79
#define SO_DEVMEM_DONTNEED_ 80
#define ROOM 1638
#define CHUNK 16 /* receives for which data is sent ahead */

struct record { uint64_t offset; uint32_t size, token, dmabuf_id, flags; };
struct range { uint32_t start, count; };
struct fragment { uint64_t offset; uint32_t size, token; };

static void fail(const char *what) { perror(what); exit(1); }

static double seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec * 1e-9;
}

static size_t script(char *control, int records, int bytes)
{
	for (int i = 0; i < records; i++) {
		struct cmsghdr *c = (struct cmsghdr *)(control + i * CMSG_SPACE(sizeof(struct record)));
		struct record r = { (uint64_t)i * 4096, bytes / records, 1000 + i, 7, 0 };
		c->cmsg_len = CMSG_LEN(sizeof r);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_DEVMEM_DMABUF_;
		memcpy(CMSG_DATA(c), &r, sizeof r);
	}
	return records * CMSG_SPACE(sizeof(struct record));
}

static int compare(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return x < y ? -1 : x > y;
}

static void release(int fd, uint32_t *tokens, int count)
{
	struct range ranges[128];
	int used = 0, fragments = 0;

	qsort(tokens, count, sizeof *tokens, compare);
	for (int i = 0; i <= count; i++) {
		if (i < count && used && ranges[used - 1].start + ranges[used - 1].count == tokens[i] && fragments < 1024) {
			ranges[used - 1].count++;
			fragments++;
			continue;
		}
		if (used && (i == count || used == 128 || fragments == 1024)) {
			if (setsockopt(fd, SOL_SOCKET, SO_DEVMEM_DONTNEED_, ranges, used * sizeof *ranges) < 0)
				fail("setsockopt");
			used = fragments = 0;
		}
		if (i < count) {
			ranges[used].start = tokens[i];
			ranges[used++].count = 1;
			fragments++;
		}
	}
}

int main(int argc, char **argv)
{
	int receives = atoi(argv[1]), records = atoi(argv[2]), bytes = atoi(argv[3]);
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t length = sizeof address;
	int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), one = 1;
	if (argc != 4 || bind(listener, (void *)&address, sizeof address) || listen(listener, 1) || getsockname(listener, (void *)&address, &length))
		fail("listen");
	int peer = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (connect(peer, (void *)&address, sizeof address))
		fail("connect");
	int fd = accept(listener, NULL, NULL);
	setsockopt(peer, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);

	size_t room = ROOM * CMSG_SPACE(sizeof(struct record));
	char *linear = malloc(bytes), *chunk = calloc(CHUNK, bytes);
	char *control = malloc(room), *scripted = malloc(room);
	size_t scripted_length = script(scripted, records, bytes);
	struct fragment *fragments = malloc(ROOM * sizeof *fragments);
	uint32_t *tokens = malloc(ROOM * sizeof *tokens);
	double spent = 0;
	uint64_t sum = 0;

	for (int done = 0; done < receives; done += CHUNK) {
		for (int sent = 0; sent < CHUNK * bytes;) {
			ssize_t n = send(peer, chunk, CHUNK * bytes - sent, 0);
			if (n < 0)
				fail("send");
			sent += n;
		}
		double start = seconds();
		for (int left = CHUNK * bytes; left > 0;) {
			struct iovec vector = { linear, bytes };
			struct msghdr message = { .msg_iov = &vector, .msg_iovlen = 1, .msg_control = control, .msg_controllen = room };
			ssize_t n = recvmsg(fd, &message, MSG_SOCK_DEVMEM_ | MSG_DONTWAIT);
			if (n < 0 && errno == EAGAIN) {
				struct pollfd wait = { fd, POLLIN, 0 };
				poll(&wait, 1, -1);
				continue;
			}
			if (n <= 0)
				fail("recvmsg");
			left -= n;
			if (n == bytes) {
				memcpy(control, scripted, scripted_length);
				message.msg_controllen = scripted_length;
			}
			int count = 0;
			for (struct cmsghdr *c = CMSG_FIRSTHDR(&message); c; c = CMSG_NXTHDR(&message, c)) {
				struct record r;
				if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_DEVMEM_DMABUF_ || c->cmsg_len < CMSG_LEN(sizeof r))
					continue;
				memcpy(&r, CMSG_DATA(c), sizeof r);
				if (r.dmabuf_id != 7 || r.offset + r.size > (1ull << 30))
					fail("record");
				fragments[count++] = (struct fragment){ r.offset, r.size, r.token };
			}
			for (int i = 0; i < count; i++) {
				sum += fragments[i].size;
				tokens[i] = fragments[i].token;
			}
			release(fd, tokens, count);
		}
		spent += seconds() - start;
	}
	printf("%.1f\n", spent * 1e9 / receives);
	return sum == 0;
}
