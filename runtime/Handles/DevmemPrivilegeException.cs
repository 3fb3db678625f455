namespace Devmem;

/// <summary>The process lacks CAP_NET_ADMIN where the kernel wants it (EPERM). Binding queues takes it; sending does not.</summary>
public sealed class DevmemPrivilegeException : DevmemBindException
{
    internal DevmemPrivilegeException(string message, int errno, string? kernelMessage, string? attribute)
        : base(BindRefusal.MissingPrivilege, message, errno, kernelMessage, attribute)
    {
    }
}
