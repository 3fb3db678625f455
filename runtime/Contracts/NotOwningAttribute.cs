using System;

namespace Devmem;

/// <summary>A borrow: the value is used here and stays owned by whoever owned it before.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue | AttributeTargets.Field | AttributeTargets.Property)]
public sealed class NotOwningAttribute : Attribute;
