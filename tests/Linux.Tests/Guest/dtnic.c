// SPDX-License-Identifier: MIT OR GPL-2.0
/* Test NIC: a pair of devices. What dtpeer sends arrives on dtnic; TCP payload for a queue with a memory
 * provider is written into the bound dmabuf, headers (and "linear" bytes of payload) into the linear part.
 */
#include <linux/module.h>
#include <linux/netdevice.h>
#include <linux/etherdevice.h>
#include <linux/ethtool.h>
#include <linux/ethtool_netlink.h>
#include <linux/platform_device.h>
#include <linux/dma-mapping.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/tcp.h>
#include <linux/io.h>
#include <net/netdev_lock.h>
#include <net/netdev_queues.h>
#include <net/netdev_rx_queue.h>
#include <net/page_pool/helpers.h>
#include <net/page_pool/types.h>

#define NQ 4
#define NRULES 256
static struct rule { u16 sp, dp; u8 q; bool on; } rules[NRULES];
static int frag = 4096;
module_param(frag, int, 0644);
static unsigned int epoch;
static int set_epoch(const char *val, const struct kernel_param *kp)
{
	epoch++;
	return param_set_int(val, kp);
}
static const struct kernel_param_ops epoch_ops = { .set = set_epoch, .get = param_get_int };
static int linear;	/* every so many segments have a linear part of payload */
module_param_cb(linear, &epoch_ops, &linear, 0644);
static int bytes = 64;	/* of so many bytes */
module_param(bytes, int, 0644);
static int readable;	/* every so many segments are not split */
module_param_cb(readable, &epoch_ops, &readable, 0644);
static int share = 1;	/* so many segments lie on one page */
module_param(share, int, 0644);
static int headfrag;
module_param(headfrag, int, 0644);
static int gro = 1;
module_param(gro, int, 0644);
static int cut;		/* drop everything: a wire that is cut */
module_param(cut, int, 0644);
static int drops;
module_param(drops, int, 0644);
static bool netmem_tx = true;
module_param(netmem_tx, bool, 0444);
static int sent_unreadable;	/* segments whose payload the NIC fetched out of a dmabuf */
module_param(sent_unreadable, int, 0644);
static int delivered;
module_param(delivered, int, 0644);

struct dtq {
	struct napi_struct napi;
	struct page_pool *pool;
	struct sk_buff_head in;
	struct net_device *dev;
	int idx;
	unsigned int segments, epoch;
	netmem_ref shared;
	int shared_at;
};

struct dtqmem {
	struct page_pool *pool;
};

struct dt {
	struct net_device *other;
	bool nic;
	u8 hds;
	u32 thresh;
	struct dtq q[NQ];
};

static struct platform_device *pdev;

static int parse(struct sk_buff *skb, int *hdr, int *payload, u16 *sp, u16 *dp)
{
	struct ethhdr eth;
	struct tcphdr tcp;
	int off = ETH_HLEN, total;

	if (skb_copy_bits(skb, 0, &eth, ETH_HLEN))
		return -1;
	if (eth.h_proto == htons(ETH_P_IP)) {
		struct iphdr ip;

		if (skb_copy_bits(skb, off, &ip, sizeof(ip)) || ip.protocol != IPPROTO_TCP)
			return -1;
		total = ntohs(ip.tot_len);
		off += ip.ihl * 4;
	} else if (eth.h_proto == htons(ETH_P_IPV6)) {
		struct ipv6hdr ip;

		if (skb_copy_bits(skb, off, &ip, sizeof(ip)) || ip.nexthdr != IPPROTO_TCP)
			return -1;
		total = ntohs(ip.payload_len) + sizeof(ip);
		off += sizeof(ip);
	} else {
		return -1;
	}
	if (skb_copy_bits(skb, off, &tcp, sizeof(tcp)))
		return -1;
	*sp = ntohs(tcp.source);
	*dp = ntohs(tcp.dest);
	*hdr = off + tcp.doff * 4;
	*payload = ETH_HLEN + total - *hdr;
	return 0;
}

static int pick(struct sk_buff *skb)
{
	int h, p, i;
	u16 sp, dp;

	if (parse(skb, &h, &p, &sp, &dp))
		return 0;
	for (i = 0; i < NRULES; i++)
		if (rules[i].on && (!rules[i].sp || rules[i].sp == sp) && (!rules[i].dp || rules[i].dp == dp))
			return rules[i].q;
	return 0;
}

static void dt_plain(struct dtq *q, struct sk_buff *skb)
{
	if (__dev_forward_skb(q->dev, skb) == 0) {
		skb->ip_summed = CHECKSUM_UNNECESSARY;
		skb_record_rx_queue(skb, q->idx);
		netif_receive_skb(skb);
	}
}

static void dt_split(struct dtq *q, struct sk_buff *skb, int hdr, int payload)
{
	int lin = linear && q->segments % linear == 0 ? min(bytes, payload) : 0, off = hdr + lin, end = hdr + payload;
	struct sk_buff *n;

	n = headfrag ? napi_alloc_skb(&q->napi, hdr + lin) : alloc_skb(hdr + lin + NET_SKB_PAD, GFP_ATOMIC);
	if (!n)
		goto drop;
	if (!headfrag)
		skb_reserve(n, NET_SKB_PAD);
	n->dev = q->dev;
	skb_copy_bits(skb, 0, skb_put(n, hdr + lin), hdr + lin);
	skb_mark_for_recycle(n);
	while (off < end) {
		int size = min3(end - off, frag, (int)PAGE_SIZE);
		netmem_ref mem;
		void *to;
		int at;

		if (skb_shinfo(n)->nr_frags >= MAX_SKB_FRAGS)
			goto drop_n;
		if (share > 1) {
			size = min(size, (int)PAGE_SIZE / share);
			if (q->shared && q->shared_at + size > PAGE_SIZE) {
				page_pool_put_full_netmem(q->pool, q->shared, false);
				q->shared = 0;
			}
			if (!q->shared) {
				q->shared = page_pool_alloc_netmems(q->pool, GFP_ATOMIC | __GFP_NOWARN);
				q->shared_at = 0;
			}
			mem = q->shared;
			if (mem)
				atomic_long_inc(netmem_get_pp_ref_count_ref(mem));
			at = q->shared_at;
			q->shared_at += size;
		} else {
			mem = page_pool_alloc_netmems(q->pool, GFP_ATOMIC | __GFP_NOWARN);
			at = 0;
		}
		if (!mem)
			goto drop_n;
		to = phys_to_virt(page_pool_get_dma_addr_netmem(mem)) + at;
		skb_copy_bits(skb, off, to, size);
		skb_add_rx_frag_netmem(n, skb_shinfo(n)->nr_frags, mem, at, size, PAGE_SIZE / share);
		off += size;
	}
	consume_skb(skb);
	n->protocol = eth_type_trans(n, q->dev);
	n->ip_summed = CHECKSUM_UNNECESSARY;
	skb_record_rx_queue(n, q->idx);
	delivered++;
	if (gro)
		napi_gro_receive(&q->napi, n);
	else
		netif_receive_skb(n);
	return;
drop_n:
	kfree_skb(n);
drop:
	drops++;
	kfree_skb(skb);
}

static int dt_poll(struct napi_struct *napi, int budget)
{
	struct dtq *q = container_of(napi, struct dtq, napi);
	int work = 0;

	while (work < budget) {
		struct sk_buff *skb = skb_dequeue(&q->in);
		int hdr, payload;
		u16 sp, dp;

		if (!skb)
			break;
		work++;
		if (q->epoch != epoch) {
			q->epoch = epoch;
			q->segments = 0;
		}
		if (q->pool->mp_priv && !parse(skb, &hdr, &payload, &sp, &dp) && payload > 0 &&
		    !(++q->segments && readable && q->segments % readable == 0))
			dt_split(q, skb, hdr, payload);
		else
			dt_plain(q, skb);
	}
	if (work < budget && napi_complete_done(napi, work) && !skb_queue_empty(&q->in))
		napi_schedule(napi);
	return work;
}

/* What the DMA engine of a NIC does: gathers the frame out of headers and dmabuf pages. */
static struct sk_buff *dt_fetch(struct sk_buff *skb)
{
	struct sk_buff *n = alloc_skb(skb->len + NET_SKB_PAD, GFP_ATOMIC);
	int i;

	if (!n) {
		drops++;
		kfree_skb(skb);
		return NULL;
	}
	skb_reserve(n, NET_SKB_PAD);
	skb_put_data(n, skb->data, skb_headlen(skb));
	for (i = 0; i < skb_shinfo(skb)->nr_frags; i++) {
		skb_frag_t *f = &skb_shinfo(skb)->frags[i];
		struct net_iov *niov = skb_frag_net_iov(f);

		skb_put_data(n, phys_to_virt(page_pool_get_dma_addr_netmem(net_iov_to_netmem(niov))) + skb_frag_off(f),
			     skb_frag_size(f));
	}
	skb_copy_queue_mapping(n, skb);
	n->dev = skb->dev;
	n->protocol = skb->protocol;
	n->ip_summed = CHECKSUM_UNNECESSARY;
	sent_unreadable++;
	consume_skb(skb);
	return n;
}

static netdev_tx_t dt_xmit(struct sk_buff *skb, struct net_device *dev)
{
	struct dt *dt = netdev_priv(dev), *to = netdev_priv(dt->other);
	struct dtq *q;

	if (cut || !netif_running(dt->other)) {
		kfree_skb(skb);
		return NETDEV_TX_OK;
	}
	if (!to->nic) {
		if (!skb_frags_readable(skb)) {
			skb = dt_fetch(skb);
			if (!skb)
				return NETDEV_TX_OK;
		}
		dev_forward_skb(dt->other, skb);
		return NETDEV_TX_OK;
	}
	q = &to->q[pick(skb)];
	if (skb_queue_len(&q->in) > 2000) {
		drops++;
		kfree_skb(skb);
	} else {
		skb_queue_tail(&q->in, skb);
		napi_schedule(&q->napi);
	}
	return NETDEV_TX_OK;
}

static int dt_mem_alloc(struct net_device *dev, struct netdev_queue_config *c, void *mem, int idx)
{
	struct dt *dt = netdev_priv(dev);
	struct page_pool_params p = { 0 };
	struct dtqmem *m = mem;

	p.pool_size = 512;
	p.nid = NUMA_NO_NODE;
	p.dev = &pdev->dev;
	p.dma_dir = DMA_FROM_DEVICE;
	p.max_len = PAGE_SIZE;
	p.napi = &dt->q[idx].napi;
	p.netdev = dev;
	p.queue_idx = idx;
	p.flags = PP_FLAG_DMA_MAP | PP_FLAG_DMA_SYNC_DEV;
	if (dev->cfg_pending->hds_config == ETHTOOL_TCP_DATA_SPLIT_ENABLED)
		p.flags |= PP_FLAG_ALLOW_UNREADABLE_NETMEM;
	m->pool = page_pool_create(&p);
	if (!IS_ERR(m->pool))
		return 0;
	return PTR_ERR(m->pool);
}

static void dt_mem_free(struct net_device *dev, void *mem)
{
	struct dtqmem *m = mem;

	if (m->pool)
		page_pool_destroy(m->pool);
	m->pool = NULL;
}

static int dt_start(struct net_device *dev, struct netdev_queue_config *c, void *mem, int idx)
{
	struct dt *dt = netdev_priv(dev);
	struct dtq *q = &dt->q[idx];

	q->pool = ((struct dtqmem *)mem)->pool;
	netif_queue_set_napi(dev, idx, NETDEV_QUEUE_TYPE_RX, &q->napi);
	napi_enable_locked(&q->napi);
	local_bh_disable();
	napi_schedule(&q->napi);
	local_bh_enable();
	return 0;
}

static int dt_stop(struct net_device *dev, void *mem, int idx)
{
	struct dt *dt = netdev_priv(dev);
	struct dtq *q = &dt->q[idx];

	napi_disable_locked(&q->napi);
	page_pool_disable_direct_recycling(q->pool);
	if (q->shared)
		page_pool_put_full_netmem(q->pool, q->shared, false);
	q->shared = 0;
	((struct dtqmem *)mem)->pool = q->pool;
	q->pool = NULL;
	return 0;
}

static int dt_mem_alloc_up(struct net_device *dev, struct netdev_queue_config *c, void *mem, int idx)
{
	return netif_running(dev) ? dt_mem_alloc(dev, c, mem, idx) : -ENETDOWN;
}

static const struct netdev_queue_mgmt_ops dt_queue_ops = {
	.ndo_queue_mem_size = sizeof(struct dtqmem),
	.ndo_queue_mem_alloc = dt_mem_alloc_up,
	.ndo_queue_mem_free = dt_mem_free,
	.ndo_queue_start = dt_start,
	.ndo_queue_stop = dt_stop,
};

static int dt_open(struct net_device *dev)
{
	struct dt *dt = netdev_priv(dev);
	struct dtqmem m;
	int i, err;

	for (i = 0; dt->nic && i < NQ; i++) {
		err = dt_mem_alloc(dev, NULL, &m, i);
		if (err)
			return err;
		dt_start(dev, NULL, &m, i);
	}
	netif_carrier_on(dev);
	netif_tx_start_all_queues(dev);
	return 0;
}

static int dt_close(struct net_device *dev)
{
	struct dt *dt = netdev_priv(dev);
	struct dtqmem m;
	int i;

	for (i = 0; dt->nic && i < NQ; i++) {
		dt_stop(dev, &m, i);
		skb_queue_purge(&dt->q[i].in);
		dt_mem_free(dev, &m);
	}
	netif_carrier_off(dev);
	return 0;
}

static const struct net_device_ops dt_ops = {
	.ndo_open = dt_open,
	.ndo_stop = dt_close,
	.ndo_start_xmit = dt_xmit,
	.ndo_set_mac_address = eth_mac_addr,
	.ndo_validate_addr = eth_validate_addr,
};

static void dt_get_ring(struct net_device *dev, struct ethtool_ringparam *r,
			struct kernel_ethtool_ringparam *k, struct netlink_ext_ack *e)
{
	struct dt *dt = netdev_priv(dev);

	r->rx_max_pending = r->rx_pending = 512;
	k->tcp_data_split = dt->nic ? dt->hds : 0;
	k->hds_thresh = dt->thresh;
	k->hds_thresh_max = 256;
}

static int dt_set_ring(struct net_device *dev, struct ethtool_ringparam *r,
		       struct kernel_ethtool_ringparam *k, struct netlink_ext_ack *e)
{
	struct dt *dt = netdev_priv(dev);

	dt->hds = k->tcp_data_split;
	dt->thresh = k->hds_thresh;
	return 0;
}

static void dt_channels(struct net_device *dev, struct ethtool_channels *c)
{
	c->max_combined = c->combined_count = NQ;
}

static int dt_get_nfc(struct net_device *dev, struct ethtool_rxnfc *nfc, u32 *locs)
{
	int i, n = 0;

	switch (nfc->cmd) {
	case ETHTOOL_GRXRINGS:
		nfc->data = NQ;
		return 0;
	case ETHTOOL_GRXCLSRLCNT:
		for (i = 0; i < NRULES; i++)
			n += rules[i].on;
		nfc->rule_cnt = n;
		nfc->data = NRULES | RX_CLS_LOC_SPECIAL;
		return 0;
	}
	return -EOPNOTSUPP;
}

static int dt_set_nfc(struct net_device *dev, struct ethtool_rxnfc *nfc)
{
	u32 at = nfc->fs.location;

	if (nfc->cmd == ETHTOOL_SRXCLSRLDEL) {
		if (at >= NRULES || !rules[at].on)
			return -ENOENT;
		rules[at].on = false;
		return 0;
	}
	if (nfc->cmd != ETHTOOL_SRXCLSRLINS || nfc->fs.flow_type != TCP_V4_FLOW || nfc->fs.ring_cookie >= NQ)
		return -EOPNOTSUPP;
	if (at == RX_CLS_LOC_ANY)
		for (at = 0; at < NRULES && rules[at].on; at++)
			;
	if (at >= NRULES)
		return -ENOSPC;
	rules[at] = (struct rule){ ntohs(nfc->fs.h_u.tcp_ip4_spec.psrc), ntohs(nfc->fs.h_u.tcp_ip4_spec.pdst), nfc->fs.ring_cookie, true };
	nfc->fs.location = at;
	return 0;
}

static const struct ethtool_ops dt_ethtool = {
	.supported_ring_params = ETHTOOL_RING_USE_TCP_DATA_SPLIT | ETHTOOL_RING_USE_HDS_THRS,
	.get_ringparam = dt_get_ring,
	.set_ringparam = dt_set_ring,
	.get_channels = dt_channels,
	.get_rxnfc = dt_get_nfc,
	.set_rxnfc = dt_set_nfc,
	.get_link = ethtool_op_get_link,
};

static struct net_device *dt_make(const char *name, bool nic)
{
	struct net_device *dev = alloc_etherdev_mqs(sizeof(struct dt), NQ, NQ);
	struct dt *dt;
	int i;

	strscpy(dev->name, name, IFNAMSIZ);
	dt = netdev_priv(dev);
	dt->nic = nic;
	dt->hds = ETHTOOL_TCP_DATA_SPLIT_ENABLED;
	dev->cfg->hds_config = nic ? ETHTOOL_TCP_DATA_SPLIT_ENABLED : 0;
	dev->netdev_ops = &dt_ops;
	dev->ethtool_ops = &dt_ethtool;
	dev->max_mtu = 9000;
	dev->features |= NETIF_F_SG | NETIF_F_HW_CSUM | NETIF_F_HIGHDMA;
	dev->hw_features |= dev->features;
	eth_hw_addr_random(dev);
	SET_NETDEV_DEV(dev, &pdev->dev);
	for (i = 0; nic && i < NQ; i++) {
		dt->q[i].dev = dev;
		dt->q[i].idx = i;
		skb_queue_head_init(&dt->q[i].in);
		netif_napi_add(dev, &dt->q[i].napi, dt_poll);
	}
	if (nic && netmem_tx)
		dev->netmem_tx = NETMEM_TX_DMA;
	if (nic)
		dev->queue_mgmt_ops = &dt_queue_ops;
	return dev;
}

static int __init dt_init(void)
{
	struct net_device *a, *b;

	pdev = platform_device_register_simple("dtnic", -1, NULL, 0);
	dma_coerce_mask_and_coherent(&pdev->dev, DMA_BIT_MASK(64));
	a = dt_make("dtnic", true);
	b = dt_make("dtpeer", false);
	((struct dt *)netdev_priv(a))->other = b;
	((struct dt *)netdev_priv(b))->other = a;
	if (register_netdev(a) || register_netdev(b))
		return -EINVAL;
	return 0;
}
module_init(dt_init);
MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("Test NIC that delivers into a dmabuf");
MODULE_IMPORT_NS("NETDEV_INTERNAL");
